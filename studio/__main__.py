"""Entry point of `lockout` and `python -m studio`."""


def main() -> int:
    """Run the command line and return its exit code."""
    from studio.bootstrap import run_command_line

    return run_command_line()


if __name__ == "__main__":
    raise SystemExit(main())
