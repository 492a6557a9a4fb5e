"""Where things are: shipped files (in a checkout, a wheel or a frozen build) and the user's own folders."""

from studio.assets.folders import cache_dir, config_dir, data_dir, model_dir
from studio.assets.shipped import plugins_dir, resource, resources_dir

__all__ = ["cache_dir", "config_dir", "data_dir", "model_dir", "plugins_dir", "resource", "resources_dir"]
