<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Lockout Studio</source>
        <translation>Über Lockout Studio</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Video review of the hip thrust: from a phone clip to a report.</source>
        <translation>Videoanalyse des Hip Thrust: vom Handyclip zum Bericht.</translation>
    </message>
    <message>
        <source>A coaching and education tool for technique. It is not a medical device and makes no diagnosis. With pain, numbness or a known condition, ask a health professional first.</source>
        <translation>Ein Werkzeug für Technik, Training und Lehre. Es ist kein Medizinprodukt und stellt keine Diagnose. Bei Schmerzen, Taubheit oder einer bekannten Erkrankung bitte zuerst ärztlichen oder therapeutischen Rat einholen.</translation>
    </message>
    <message>
        <source>Licensed under Apache-2.0. It stands on:</source>
        <translation>Lizenziert unter Apache-2.0. Es baut auf:</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Beurteilung</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Open clip…</source>
        <translation>Clip öffnen …</translation>
    </message>
    <message>
        <source>Open the sample set</source>
        <translation>Beispielsatz öffnen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Export report as PDF…</source>
        <translation>Bericht als PDF ausgeben …</translation>
    </message>
    <message>
        <source>Export tables…</source>
        <translation>Tabellen ausgeben …</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Teilen…</translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation>Neu auswerten</translation>
    </message>
    <message>
        <source>Cancel the analysis</source>
        <translation>Auswertung abbrechen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Copy still</source>
        <translation>Standbild kopieren</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Shuttle back</source>
        <translation>Rücklauf</translation>
    </message>
    <message>
        <source>Shuttle forward</source>
        <translation>Vorlauf</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>Ein Bild vor</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>Zehn Bilder zurück</translation>
    </message>
    <message>
        <source>Ten frames forward</source>
        <translation>Zehn Bilder vor</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Letztes Bild</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>Vorige Marke</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>Nächste Marke</translation>
    </message>
    <message>
        <source>Previous rep</source>
        <translation>Vorige Wiederholung</translation>
    </message>
    <message>
        <source>Next rep</source>
        <translation>Nächste Wiederholung</translation>
    </message>
    <message>
        <source>Go to time…</source>
        <translation>Gehe zu Zeit …</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Loop begins here</source>
        <translation>Schleife beginnt hier</translation>
    </message>
    <message>
        <source>Loop ends here</source>
        <translation>Schleife endet hier</translation>
    </message>
    <message>
        <source>Loop this rep</source>
        <translation>Diese Wiederholung in Schleife</translation>
    </message>
    <message>
        <source>Clear the loop</source>
        <translation>Schleife aufheben</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Voriger Befund</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Nächster Befund</translation>
    </message>
    <message>
        <source>Accept the finding</source>
        <translation>Befund annehmen</translation>
    </message>
    <message>
        <source>Dismiss the finding</source>
        <translation>Befund verwerfen</translation>
    </message>
    <message>
        <source>Change its severity</source>
        <translation>Ausprägung ändern</translation>
    </message>
    <message>
        <source>Write a note on it</source>
        <translation>Notiz dazu schreiben</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>Diesen Moment markieren</translation>
    </message>
    <message>
        <source>Screening and set log…</source>
        <translation>Fragebogen und Satzprotokoll …</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Skeleton</source>
        <translation>Skelett</translation>
    </message>
    <message>
        <source>Shoulder–knee line</source>
        <translation>Schulter-Knie-Linie</translation>
    </message>
    <message>
        <source>Hip angle</source>
        <translation>Hüftwinkel</translation>
    </message>
    <message>
        <source>Bar path</source>
        <translation>Hantelweg</translation>
    </message>
    <message>
        <source>Rep and phase</source>
        <translation>Wiederholung und Phase</translation>
    </message>
    <message>
        <source>Trunk, thigh and shin angles</source>
        <translation>Winkel von Rumpf, Oberschenkel und Schienbein</translation>
    </message>
    <message>
        <source>Plumb lines</source>
        <translation>Lotlinien</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Ghost of the best rep</source>
        <translation>Geist der besten Wiederholung</translation>
    </message>
    <message>
        <source>What was shown to the studio</source>
        <translation>Was dem Studio gezeigt wurde</translation>
    </message>
    <message>
        <source>Fit the picture</source>
        <translation>Bild einpassen</translation>
    </message>
    <message>
        <source>Mirror the picture</source>
        <translation>Bild spiegeln</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Look: as the system</source>
        <translation>Aussehen: wie das System</translation>
    </message>
    <message>
        <source>Look: dark</source>
        <translation>Aussehen: dunkel</translation>
    </message>
    <message>
        <source>Look: light</source>
        <translation>Aussehen: hell</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Befehl suchen …</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation>Was installiert ist</translation>
    </message>
    <message>
        <source>About Lockout Studio</source>
        <translation>Über Lockout Studio</translation>
    </message>
    <message>
        <source>The rep begins here</source>
        <translation>Die Wiederholung beginnt hier</translation>
    </message>
    <message>
        <source>The rep ends here</source>
        <translation>Die Wiederholung endet hier</translation>
    </message>
    <message>
        <source>Split the rep here</source>
        <translation>Wiederholung hier teilen</translation>
    </message>
    <message>
        <source>Join the rep with the next</source>
        <translation>Wiederholung mit der nächsten verbinden</translation>
    </message>
    <message>
        <source>The rep counts</source>
        <translation>Die Wiederholung zählt</translation>
    </message>
    <message>
        <source>The rep is partial</source>
        <translation>Die Wiederholung ist unvollständig</translation>
    </message>
    <message>
        <source>The rep failed</source>
        <translation>Die Wiederholung ist gescheitert</translation>
    </message>
    <message>
        <source>This is no rep</source>
        <translation>Das ist keine Wiederholung</translation>
    </message>
    <message>
        <source>Reps as the studio found them</source>
        <translation>Wiederholungen, wie das Studio sie fand</translation>
    </message>
    <message>
        <source>Add a fault by hand</source>
        <translation>Fehler von Hand hinzufügen</translation>
    </message>
    <message>
        <source>Select and move</source>
        <translation>Auswählen und verschieben</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Pfeil</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>Freihand</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Spotlight</source>
        <translation>Spotlicht</translation>
    </message>
    <message>
        <source>Numbered marker</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Catch joints</source>
        <translation>Gelenke einfangen</translation>
    </message>
    <message>
        <source>Put it at the hip</source>
        <translation>An die Hüfte setzen</translation>
    </message>
    <message>
        <source>Let go of tool or drawing</source>
        <translation>Werkzeug oder Zeichnung loslassen</translation>
    </message>
    <message>
        <source>Select the next drawing</source>
        <translation>Nächste Zeichnung auswählen</translation>
    </message>
    <message>
        <source>Take the next joint in hand</source>
        <translation>Nächstes Gelenk in die Hand nehmen</translation>
    </message>
    <message>
        <source>Write its words</source>
        <translation>Ihren Text schreiben</translation>
    </message>
    <message>
        <source>Copy it to the next rep</source>
        <translation>In die nächste Wiederholung kopieren</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Seen from here on</source>
        <translation>Ab hier zu sehen</translation>
    </message>
    <message>
        <source>Seen until here</source>
        <translation>Bis hier zu sehen</translation>
    </message>
    <message>
        <source>Seen during this rep</source>
        <translation>Während dieser Wiederholung zu sehen</translation>
    </message>
    <message>
        <source>Seen all the time</source>
        <translation>Immer zu sehen</translation>
    </message>
    <message>
        <source>Fade in and out, or not</source>
        <translation>Ein- und ausblenden, oder nicht</translation>
    </message>
    <message>
        <source>Move it left</source>
        <translation>Nach links schieben</translation>
    </message>
    <message>
        <source>Move it right</source>
        <translation>Nach rechts schieben</translation>
    </message>
    <message>
        <source>Move it up</source>
        <translation>Nach oben schieben</translation>
    </message>
    <message>
        <source>Move it down</source>
        <translation>Nach unten schieben</translation>
    </message>
    <message>
        <source>This frame is neutral for the athlete</source>
        <translation>Dieses Bild zeigt die neutrale Haltung</translation>
    </message>
    <message>
        <source>Show the bench edge</source>
        <translation>Bankkante zeigen</translation>
    </message>
    <message>
        <source>Draw the chest line</source>
        <translation>Brustlinie zeichnen</translation>
    </message>
    <message>
        <source>Draw the pelvis line</source>
        <translation>Beckenlinie zeichnen</translation>
    </message>
    <message>
        <source>Draw a box around the pad</source>
        <translation>Polster einrahmen</translation>
    </message>
    <message>
        <source>Draw the floor line</source>
        <translation>Bodenlinie zeichnen</translation>
    </message>
    <message>
        <source>Forget what was shown to the studio</source>
        <translation>Vergessen, was dem Studio gezeigt wurde</translation>
    </message>
    <message>
        <source>Exercises and rule packs…</source>
        <translation>Übungen und Regelpakete …</translation>
    </message>
    <message>
        <source>Knowledge base</source>
        <translation>Wissensbasis</translation>
    </message>
    <message>
        <source>Copy rep table</source>
        <translation>Tabelle der Wiederholungen kopieren</translation>
    </message>
    <message>
        <source>Workspace: review</source>
        <translation>Arbeitsfläche: Durchsicht</translation>
    </message>
    <message>
        <source>Workspace: present</source>
        <translation>Arbeitsfläche: Vorführen</translation>
    </message>
    <message>
        <source>Workspace: measure</source>
        <translation>Arbeitsfläche: Messen</translation>
    </message>
    <message>
        <source>Save the graphs as a picture…</source>
        <translation>Graphen als Bild speichern…</translation>
    </message>
    <message>
        <source>Save the graphs as a table…</source>
        <translation>Graphen als Tabelle speichern…</translation>
    </message>
    <message>
        <source>Change shortcuts…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Annotated video…</source>
        <translation>Video mit Zeichnungen …</translation>
    </message>
    <message>
        <source>Rep as GIF…</source>
        <translation>Wiederholung als GIF …</translation>
    </message>
    <message>
        <source>Kinogram of a rep…</source>
        <translation>Kinogramm einer Wiederholung …</translation>
    </message>
    <message>
        <source>Still of this frame…</source>
        <translation>Standbild dieses Moments …</translation>
    </message>
    <message>
        <source>Drawings of Kinovea, joints of Sports2D…</source>
        <translation>Zeichnungen aus Kinovea, Gelenke aus Sports2D …</translation>
    </message>
    <message>
        <source>Joints of OpenPose…</source>
        <translation>Gelenke aus OpenPose …</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Sound of the clip</source>
        <translation>Ton des Clips</translation>
    </message>
    <message>
        <source>Record a voice note here, or stop it</source>
        <translation>Sprachnotiz hier aufnehmen oder beenden</translation>
    </message>
    <message>
        <source>Record a voice note on the finding</source>
        <translation>Sprachnotiz zum Befund aufnehmen</translation>
    </message>
    <message>
        <source>Play the nearest voice note, or stop it</source>
        <translation>Nächstgelegene Sprachnotiz abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Delete the voice note</source>
        <translation>Sprachnotiz löschen</translation>
    </message>
    <message>
        <source>List findings by verdict</source>
        <translation>Befunde nach Entscheid auflisten</translation>
    </message>
    <message>
        <source>Copy it to every rep</source>
        <translation>In jede Wiederholung kopieren</translation>
    </message>
</context>
<context>
    <name>AnnotationBar</name>
    <message>
        <source>Words</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Zu sehen</translation>
    </message>
    <message>
        <source>Follows</source>
        <translation>Folgt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Look of the drawing</source>
        <translation>Aussehen der Zeichnung</translation>
    </message>
</context>
<context>
    <name>AnnotationPresenter</name>
    <message>
        <source>There is no rep after this one.</source>
        <translation>Nach dieser Wiederholung kommt keine mehr.</translation>
    </message>
    <message>
        <source>That joint is not seen on this frame.</source>
        <translation>Das Gelenk ist auf diesem Bild nicht zu sehen.</translation>
    </message>
    <message>
        <source>Go to a frame that shows it.</source>
        <translation>Geh zu einem Bild, das es zeigt.</translation>
    </message>
    <message>
        <source>{joint}: Alt and the arrow keys move it. Esc lets it go.</source>
        <translation>{joint}: Alt und die Pfeiltasten verschieben es. Esc lässt es los.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>{aid} is set; what depends on it is judged again.</source>
        <translation>{aid} ist gesetzt; was davon abhängt, wird neu beurteilt.</translation>
    </message>
    <message>
        <source>The hips are folded on this frame or not seen: it counts for chest and pelvis lines only.</source>
        <translation>Die Hüfte ist auf diesem Bild gebeugt oder nicht zu sehen: Es zählt nur für Brust- und Beckenlinien.</translation>
    </message>
    <message>
        <source>For the hip angle mark a frame with straight hips.</source>
        <translation>Für den Hüftwinkel markiere ein Bild mit gestreckter Hüfte.</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>Dem Bild</translation>
    </message>
    <message>
        <source>{aid}: Alt and the arrow keys move it. Esc lets it go.</source>
        <translation>{aid}: Alt und die Pfeiltasten bewegen es. Esc lässt es los.</translation>
    </message>
    <message>
        <source>There is no other rep.</source>
        <translation>Es gibt keine andere Wiederholung.</translation>
    </message>
</context>
<context>
    <name>Athlete</name>
    <message>
        <source>Screening never answered</source>
        <translation>Screening nie beantwortet</translation>
    </message>
    <message>
        <source>Screening not finished</source>
        <translation>Screening nicht abgeschlossen</translation>
    </message>
    <message>
        <source>Screening older than 28 days</source>
        <translation>Screening älter als 28 Tage</translation>
    </message>
    <message>
        <source>Screening due again: pain of 3 or more</source>
        <translation>Screening wieder fällig: Schmerz ab 3</translation>
    </message>
    <message>
        <source>Screening due again: something changed</source>
        <translation>Screening wieder fällig: etwas hat sich geändert</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Reps</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Effort (RPE)</source>
        <translation>Anstrengung (RPE)</translation>
    </message>
    <message>
        <source>Worst pain</source>
        <translation>Stärkster Schmerz</translation>
    </message>
    <message>
        <source>Severity: {fault}</source>
        <translation>Schwere: {fault}</translation>
    </message>
    <message>
        <source>too little to compare</source>
        <translation>zu wenig zum Vergleichen</translation>
    </message>
    <message>
        <source>changed by {amount}</source>
        <translation>verändert um {amount}</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>keine Veränderung</translation>
    </message>
    <message>
        <source>no real change ({amount}; less than {least} cannot be told from measurement error)</source>
        <translation>keine echte Veränderung ({amount}; weniger als {least} ist vom Messfehler nicht zu unterscheiden)</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Before (sets: {count})</source>
        <translation>Vorher (Sätze: {count})</translation>
    </message>
    <message>
        <source>Since then (sets: {count})</source>
        <translation>Seitdem (Sätze: {count})</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>{day}: change noted: {note}</source>
        <translation>{day}: Änderung notiert: {note}</translation>
    </message>
    <message>
        <source>{day}: set-up change: {fault}</source>
        <translation>{day}: Aufbau geändert: {fault}</translation>
    </message>
    <message>
        <source>{day}: cue: {fault}</source>
        <translation>{day}: Cue: {fault}</translation>
    </message>
    <message>
        <source>Nothing was filmed since then from a view that shows it; film again to compare.</source>
        <translation>Seitdem wurde nichts aus einer Ansicht gefilmt, die es zeigt; film noch einmal, um zu vergleichen.</translation>
    </message>
    <message>
        <source>Nothing was filmed before it from a view that shows it, so there is nothing to compare.</source>
        <translation>Davor wurde nichts aus einer Ansicht gefilmt, die es zeigt; es gibt nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>More than measurement error: {changes}.</source>
        <translation>Mehr als der Messfehler: {changes}.</translation>
    </message>
    <message>
        <source>Too little could be measured to compare.</source>
        <translation>Für einen Vergleich ließ sich zu wenig messen.</translation>
    </message>
    <message>
        <source>No real change: whatever moved is within the error of the measurement.</source>
        <translation>Keine echte Änderung: was sich bewegt hat, liegt im Messfehler.</translation>
    </message>
    <message>
        <source>no real change (the measurement behind it moved within its error)</source>
        <translation>keine echte Änderung (die Messung dahinter blieb in ihrem Fehler)</translation>
    </message>
    <message>
        <source>milder than before</source>
        <translation>milder als zuvor</translation>
    </message>
    <message>
        <source>stronger than before</source>
        <translation>stärker als zuvor</translation>
    </message>
</context>
<context>
    <name>AthletePage</name>
    <message>
        <source>The athlete agreed that clips and answers are kept here</source>
        <translation>Die Person ist einverstanden, dass Clips und Antworten hier aufbewahrt werden</translation>
    </message>
    <message>
        <source>Trends appear when there are two analysed or logged sets of one lift.</source>
        <translation>Verläufe erscheinen ab zwei ausgewerteten oder protokollierten Sätzen einer Übung.</translation>
    </message>
    <message>
        <source>Choose two sets in the table to compare them.</source>
        <translation>Zum Vergleichen zwei Sätze in der Tabelle wählen.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Reps</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>RPE</source>
        <translation>RPE</translation>
    </message>
    <message>
        <source>Pain</source>
        <translation>Schmerz</translation>
    </message>
    <message>
        <source>Top finding</source>
        <translation>Wichtigster Befund</translation>
    </message>
    <message>
        <source>Change tried</source>
        <translation>Versuchte Änderung</translation>
    </message>
    <message>
        <source>‹ Library</source>
        <translation>‹ Bibliothek</translation>
    </message>
    <message>
        <source>Export all data…</source>
        <translation>Alle Daten ausgeben…</translation>
    </message>
    <message>
        <source>Delete athlete…</source>
        <translation>Person löschen…</translation>
    </message>
    <message>
        <source>Screening</source>
        <translation>Screening</translation>
    </message>
    <message>
        <source>Answer the screening…</source>
        <translation>Screening beantworten…</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Stature</source>
        <translation>Körpergröße</translation>
    </message>
    <message>
        <source>Usual bench height</source>
        <translation>Übliche Bankhöhe</translation>
    </message>
    <message>
        <source>Foot mark</source>
        <translation>Fußmarke</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Vorlieben</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>What the consent covers</source>
        <translation>Was die Einwilligung umfasst</translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation>Profil speichern</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Two sets side by side</source>
        <translation>Zwei Sätze nebeneinander</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Grey: the range in which a value cannot be told apart from the first one.</source>
        <translation>Grau: der Bereich, in dem ein Wert vom ersten nicht zu unterscheiden ist.</translation>
    </message>
    <message>
        <source>Before and after a change</source>
        <translation>Vor und nach einer Änderung</translation>
    </message>
    <message>
        <source>Hip angle that counts as straight</source>
        <translation>Hüftwinkel, der als gerade gilt</translation>
    </message>
</context>
<context>
    <name>AthletePresenter</name>
    <message>
        <source>{count} clean sessions in a row; after two of them more load may be tried.</source>
        <translation>{count} saubere Einheiten in Folge; nach zwei davon darf mehr Last versucht werden.</translation>
    </message>
    <message>
        <source>No sets yet.</source>
        <translation>Noch keine Sätze.</translation>
    </message>
    <message>
        <source>No fault found</source>
        <translation>Kein Fehler gefunden</translation>
    </message>
    <message>
        <source>Not analysed yet</source>
        <translation>Noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>Profile saved.</source>
        <translation>Profil gesichert.</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Veränderung</translation>
    </message>
    <message>
        <source>Export all data into</source>
        <translation>Alle Daten ausgeben in</translation>
    </message>
    <message>
        <source>{count} files written.</source>
        <translation>{count} Dateien geschrieben.</translation>
    </message>
    <message>
        <source>Delete athlete</source>
        <translation>Person löschen</translation>
    </message>
    <message>
        <source>This deletes all sets, answers and copies, for good. Type the name to go on:</source>
        <translation>Das löscht alle Sätze, Antworten und Kopien, endgültig. Zum Fortfahren den Namen eingeben:</translation>
    </message>
    <message>
        <source>Deleted for good: {rows} rows and {files} files.</source>
        <translation>Endgültig gelöscht: {rows} Zeilen und {files} Dateien.</translation>
    </message>
    <message>
        <source>Clips and saved reports stay where they are.</source>
        <translation>Clips und gesicherte Berichte bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Last answered {day}; versions kept: {count}.</source>
        <translation>Zuletzt beantwortet am {day}; aufbewahrte Fassungen: {count}.</translation>
    </message>
    <message>
        <source>A set of this athlete is open.</source>
        <translation>Ein Satz dieser Person ist geöffnet.</translation>
    </message>
    <message>
        <source>Open another clip first, then delete.</source>
        <translation>Öffne erst einen anderen Clip, dann löschen.</translation>
    </message>
    <message>
        <source>Questionnaire saved as {name}.</source>
        <translation>Fragebogen gespeichert als {name}.</translation>
    </message>
</context>
<context>
    <name>BodyMap</name>
    <message>
        <source>Body map</source>
        <translation>Körperkarte</translation>
    </message>
    <message>
        <source>The buttons beside it offer the same places.</source>
        <translation>Die Knöpfe daneben bieten dieselben Stellen an.</translation>
    </message>
    <message>
        <source>From behind</source>
        <translation>Von hinten</translation>
    </message>
    <message>
        <source>From the front</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>from behind</source>
        <translation>von hinten</translation>
    </message>
    <message>
        <source>from the front</source>
        <translation>von vorn</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Was möchtest du tun?</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Put away; the View menu brings it back</source>
        <translation>Weglegen; das Menü Ansicht holt es zurück</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Weglegen</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>What is installed</source>
        <translation>Was installiert ist</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>all well</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>limited</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
</context>
<context>
    <name>Draw</name>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Pfeil</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>Freihand</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Spotlight</source>
        <translation>Spotlicht</translation>
    </message>
    <message>
        <source>Numbered marker</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Neutral frame</source>
        <translation>Neutrales Bild</translation>
    </message>
    <message>
        <source>Bench edge</source>
        <translation>Bankkante</translation>
    </message>
    <message>
        <source>Chest line</source>
        <translation>Brustlinie</translation>
    </message>
    <message>
        <source>Pelvis line</source>
        <translation>Beckenlinie</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>Polster</translation>
    </message>
    <message>
        <source>Floor line</source>
        <translation>Bodenlinie</translation>
    </message>
    <message>
        <source>Go to a frame of a light hold that is neutral for this athlete.</source>
        <translation>Geh zu einem Bild mit leichtem Halten, das für diese Person neutral ist.</translation>
    </message>
    <message>
        <source>Click the upper front edge of the bench, where the back rests on it. Enter puts it on the back.</source>
        <translation>Die obere Vorderkante der Bank anklicken, wo der Rücken aufliegt. Enter setzt sie an den Rücken.</translation>
    </message>
    <message>
        <source>Draw from the notch of the breastbone to the lowest rib. Do the same on the neutral frame.</source>
        <translation>Zeichne von der Drosselgrube zur untersten Rippe. Ebenso auf dem neutralen Bild.</translation>
    </message>
    <message>
        <source>Draw from the front hip bone to the dimple at the back, or along the waistband. Repeat on the neutral frame.</source>
        <translation>Zeichne vom vorderen Hüftknochen zum Grübchen am Rücken oder entlang des Hosenbunds. Ebenso auf dem neutralen Bild.</translation>
    </message>
    <message>
        <source>At the top of a rep, draw a box around the pad, corner to opposite corner. Enter puts it at the hip.</source>
        <translation>Am höchsten Punkt einer Wiederholung ein Rechteck um das Polster ziehen, von Ecke zu Ecke. Enter setzt es an die Hüfte.</translation>
    </message>
    <message>
        <source>Draw along the floor, or the bench where it is level, from the head&apos;s side to the feet. Enter begins one.</source>
        <translation>Am Boden entlang zeichnen, oder an der Bank, wo sie waagerecht ist, von der Kopfseite zu den Füßen. Enter beginnt eine.</translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>Auge</translation>
    </message>
    <message>
        <source>Ear</source>
        <translation>Ohr</translation>
    </message>
    <message>
        <source>Shoulder</source>
        <translation>Schulter</translation>
    </message>
    <message>
        <source>Elbow</source>
        <translation>Ellbogen</translation>
    </message>
    <message>
        <source>Wrist</source>
        <translation>Handgelenk</translation>
    </message>
    <message>
        <source>Hip</source>
        <translation>Hüfte</translation>
    </message>
    <message>
        <source>Knee</source>
        <translation>Knie</translation>
    </message>
    <message>
        <source>Ankle</source>
        <translation>Knöchel</translation>
    </message>
    <message>
        <source>Heel</source>
        <translation>Ferse</translation>
    </message>
    <message>
        <source>Toe</source>
        <translation>Zehe</translation>
    </message>
    <message>
        <source>Click where it belongs, or press Enter to put it at the hip. Esc stops.</source>
        <translation>Klick, wo es hingehört, oder drück Enter für die Hüfte. Esc bricht ab.</translation>
    </message>
    <message>
        <source>Drag from one end to the other; near a joint it follows the joint. Enter puts it at the hip. Esc stops.</source>
        <translation>Zieh von einem Ende zum anderen; nahe an einem Gelenk folgt es dem Gelenk. Enter setzt es an die Hüfte. Esc bricht ab.</translation>
    </message>
    <message>
        <source>Click the first end, the corner and the second end; joints catch them. Enter puts it at the hip. Esc stops.</source>
        <translation>Klick erstes Ende, Scheitel und zweites Ende; Gelenke fangen sie ein. Enter setzt es an die Hüfte. Esc bricht ab.</translation>
    </message>
    <message>
        <source>Hold the button and draw. Esc stops.</source>
        <translation>Taste halten und zeichnen. Esc bricht ab.</translation>
    </message>
</context>
<context>
    <name>DrawPresets</name>
    <message>
        <source>Cue</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Hilfslinie</translation>
    </message>
    <message>
        <source>Thin</source>
        <translation>Dünn</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Dick</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Move begin of rep</source>
        <translation>Anfang der Wiederholung verschieben</translation>
    </message>
    <message>
        <source>Move end of rep</source>
        <translation>Ende der Wiederholung verschieben</translation>
    </message>
    <message>
        <source>Remove all aids</source>
        <translation>Alle Hilfen entfernen</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Clear all corrections</source>
        <translation>Alle Korrekturen zurücknehmen</translation>
    </message>
    <message>
        <source>Mark moment</source>
        <translation>Moment markieren</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Edit summary</source>
        <translation>Zusammenfassung bearbeiten</translation>
    </message>
    <message>
        <source>Set athlete</source>
        <translation>Athletin oder Athleten eintragen</translation>
    </message>
    <message>
        <source>Set filmed rate</source>
        <translation>Filmrate angeben</translation>
    </message>
    <message>
        <source>Begin afresh</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>Copy drawing</source>
        <translation>Zeichnung kopieren</translation>
    </message>
    <message>
        <source>Delete drawing</source>
        <translation>Zeichnung löschen</translation>
    </message>
    <message>
        <source>Split rep</source>
        <translation>Wiederholung teilen</translation>
    </message>
    <message>
        <source>Join reps</source>
        <translation>Wiederholungen verbinden</translation>
    </message>
    <message>
        <source>Reset reps</source>
        <translation>Wiederholungen zurücksetzen</translation>
    </message>
    <message>
        <source>Edit wording</source>
        <translation>Wortlaut bearbeiten</translation>
    </message>
    <message>
        <source>Restore wording</source>
        <translation>Wortlaut wiederherstellen</translation>
    </message>
    <message>
        <source>Leave out part</source>
        <translation>Teil weglassen</translation>
    </message>
    <message>
        <source>Print part</source>
        <translation>Teil drucken</translation>
    </message>
    <message>
        <source>Record voice note</source>
        <translation>Sprachnotiz aufnehmen</translation>
    </message>
    <message>
        <source>Delete voice note</source>
        <translation>Sprachnotiz löschen</translation>
    </message>
    <message>
        <source>Change verdict on {what}</source>
        <translation>Entscheid ändern: {what}</translation>
    </message>
    <message>
        <source>Mark rep as {what}</source>
        <translation>Wiederholung kennzeichnen: {what}</translation>
    </message>
    <message>
        <source>Note on {what}</source>
        <translation>Notiz zu {what}</translation>
    </message>
    <message>
        <source>Accept {what}</source>
        <translation>Annehmen: {what}</translation>
    </message>
    <message>
        <source>Dismiss {what}</source>
        <translation>Verwerfen: {what}</translation>
    </message>
    <message>
        <source>Reopen {what}</source>
        <translation>Wieder öffnen: {what}</translation>
    </message>
    <message>
        <source>Adjust {what}</source>
        <translation>Schweregrad ändern: {what}</translation>
    </message>
    <message>
        <source>Add {what}</source>
        <translation>Ergänzen: {what}</translation>
    </message>
    <message>
        <source>Remove {what}</source>
        <translation>Entfernen: {what}</translation>
    </message>
    <message>
        <source>Move {what}</source>
        <translation>Verschieben: {what}</translation>
    </message>
    <message>
        <source>Clear {what}</source>
        <translation>Korrektur zurücknehmen: {what}</translation>
    </message>
    <message>
        <source>Draw {what}</source>
        <translation>Zeichnen: {what}</translation>
    </message>
    <message>
        <source>Place {what}</source>
        <translation>Zeigen: {what}</translation>
    </message>
    <message>
        <source>Edit {what}</source>
        <translation>Bearbeiten: {what}</translation>
    </message>
    <message>
        <source>Restyle {what}</source>
        <translation>Aussehen ändern: {what}</translation>
    </message>
    <message>
        <source>Time {what}</source>
        <translation>Dauer ändern: {what}</translation>
    </message>
    <message>
        <source>Fade {what}</source>
        <translation>Ein- und ausblenden: {what}</translation>
    </message>
    <message>
        <source>Attach {what}</source>
        <translation>Anheften: {what}</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>zählt</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>teilweise</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslungen</translation>
    </message>
    <message>
        <source>no rep</source>
        <translation>keine Wiederholung</translation>
    </message>
</context>
<context>
    <name>EmergencySheet</name>
    <message>
        <source>Before anything else</source>
        <translation>Vor allem anderen</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>Ich habe das gelesen</translation>
    </message>
    <message>
        <source>Look at the answers</source>
        <translation>Antworten ansehen</translation>
    </message>
</context>
<context>
    <name>ExchangePresenter</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Gesichert als {name}.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Kinovea and Sports2D ({patterns})</source>
        <translation>Kinovea und Sports2D ({patterns})</translation>
    </message>
    <message>
        <source>Folder with OpenPose&apos;s JSON</source>
        <translation>Ordner mit den JSON-Dateien von OpenPose</translation>
    </message>
    <message>
        <source>{drawings} drawings and {moments} moments were taken over; undo takes them away.</source>
        <translation>{drawings} Zeichnungen und {moments} Momente übernommen; Rückgängig nimmt sie wieder weg.</translation>
    </message>
    <message>
        <source>Left out, because nothing here is like it: {names}</source>
        <translation>Ausgelassen, weil es hier nichts Gleiches gibt: {names}</translation>
    </message>
    <message>
        <source>{count} frames in common; theirs minus ours: hip angle {hip}, knee angle {knee}.</source>
        <translation>{count} gemeinsame Bilder; fremde minus eigene Werte: Hüftwinkel {hip}, Kniewinkel {knee}.</translation>
    </message>
    <message>
        <source>The joints lie {least} to {most} pixels apart (medians). Nothing of the review changes.</source>
        <translation>Die Gelenke liegen {least} bis {most} Pixel auseinander (Mediane). An der Beurteilung ändert sich nichts.</translation>
    </message>
</context>
<context>
    <name>ExercisesPage</name>
    <message>
        <source>Exercises and rule packs</source>
        <translation>Übungen und Regelpakete</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Rule packs that cannot be used</source>
        <translation>Regelpakete, die nicht verwendbar sind</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Deine eigenen</translation>
    </message>
    <message>
        <source>Exercises: one folder each, in</source>
        <translation>Übungen: je ein Ordner, in</translation>
    </message>
    <message>
        <source>Rule packs: one file each, in</source>
        <translation>Regelpakete: je eine Datei, in</translation>
    </message>
    <message>
        <source>From {folder}, content {sha256}</source>
        <translation>Aus {folder}, Inhalt {sha256}</translation>
    </message>
    <message>
        <source>It brings limits, words and perhaps code of its own. Allow it only when you know where it comes from. When its content changes, it is off again.</source>
        <translation>Sie bringt eigene Grenzen, Texte und vielleicht Code mit. Erlaube sie nur, wenn du weißt, woher sie kommt. Ändert sich ihr Inhalt, ist sie wieder aus.</translation>
    </message>
    <message>
        <source>Judged with</source>
        <translation>Beurteilt mit</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Change limits…</source>
        <translation>Grenzen ändern…</translation>
    </message>
    <message>
        <source>Forbid</source>
        <translation>Verbieten</translation>
    </message>
    <message>
        <source>Judge this clip with it</source>
        <translation>Diesen Clip damit beurteilen</translation>
    </message>
    <message>
        <source>Rule pack of {exercise}</source>
        <translation>Regelpaket für {exercise}</translation>
    </message>
    <message>
        <source>its own limits</source>
        <translation>den eigenen Grenzen</translation>
    </message>
    <message>
        <source>{name} {version}</source>
        <translation>{name} {version}</translation>
    </message>
    <message>
        <source>✓ judges this clip</source>
        <translation>✓ beurteilt diesen Clip</translation>
    </message>
    <message>
        <source>✓ ready</source>
        <translation>✓ bereit</translation>
    </message>
    <message>
        <source>✕ cannot be used</source>
        <translation>✕ nicht verwendbar</translation>
    </message>
    <message>
        <source>! not allowed yet</source>
        <translation>! noch nicht erlaubt</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Annotated video (MP4)</source>
        <translation>Video mit Zeichnungen (MP4)</translation>
    </message>
    <message>
        <source>One rep as GIF</source>
        <translation>Eine Wiederholung als GIF</translation>
    </message>
    <message>
        <source>Kinogram: the phases of one rep (PNG)</source>
        <translation>Kinogramm: die Phasen einer Wiederholung (PNG)</translation>
    </message>
    <message>
        <source>This frame with its drawings (PNG)</source>
        <translation>Dieses Bild mit seinen Zeichnungen (PNG)</translation>
    </message>
    <message>
        <source>Rep</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>At key moments</source>
        <translation>An Schlüsselmomenten</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>Wie sonst</translation>
    </message>
    <message>
        <source>Slow motion</source>
        <translation>Zeitlupe</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Standbild</translation>
    </message>
    <message>
        <source>Original and drawing side by side</source>
        <translation>Original und Zeichnung nebeneinander</translation>
    </message>
    <message>
        <source>Make the athlete&apos;s face unrecognisable</source>
        <translation>Gesicht unkenntlich machen</translation>
    </message>
    <message>
        <source>The sound stays only at normal speed without emphasis.</source>
        <translation>Der Ton bleibt nur bei normalem Tempo ohne Zeitlupe und Standbild.</translation>
    </message>
    <message>
        <source>Waiting to begin…</source>
        <translation>Wartet auf Beginn …</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
</context>
<context>
    <name>FilmedRow</name>
    <message>
        <source>Filmed at, frames a second</source>
        <translation>Gefilmt mit, Bilder je Sekunde</translation>
    </message>
    <message>
        <source>Slow motion: at which rate the camera filmed. Tempo and speed follow; nothing is looked at again.</source>
        <translation>Zeitlupe: mit welcher Rate die Kamera gefilmt hat. Tempo und Geschwindigkeit folgen; nichts wird neu angesehen.</translation>
    </message>
    <message>
        <source>{rate} (camera)</source>
        <translation>{rate} (Kamera)</translation>
    </message>
    <message>
        <source>{rate} (as stored)</source>
        <translation>{rate} (wie gespeichert)</translation>
    </message>
    <message>
        <source>Filmed at (frames a second)</source>
        <translation>Gefilmt mit (Bilder je Sekunde)</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>Only sets that belong to no athlete yet</source>
        <translation>Nur Sätze, die noch niemandem zugeordnet sind</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Nur</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Screening result</source>
        <translation>Ergebnis des Screenings</translation>
    </message>
    <message>
        <source>Any screening result</source>
        <translation>Jedes Screening</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Any fault</source>
        <translation>Jeder Fehler</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>Jedes Schlagwort</translation>
    </message>
    <message>
        <source>Day of filming</source>
        <translation>Tag der Aufnahme</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>Jeder Tag</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <translation>Letzte 365 Tage</translation>
    </message>
    <message>
        <source>Any verdict</source>
        <translation>Jedes Urteil</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>Noch offen</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>unconfirmed</source>
        <translation>unbestätigt</translation>
    </message>
    <message>
        <source>{severity}, yours</source>
        <translation>{severity}, Ihre</translation>
    </message>
    <message>
        <source>worst at {time}</source>
        <translation>am stärksten bei {time}</translation>
    </message>
    <message>
        <source>✓ accepted</source>
        <translation>✓ angenommen</translation>
    </message>
    <message>
        <source>✕ dismissed: {reason}</source>
        <translation>✕ verworfen: {reason}</translation>
    </message>
    <message>
        <source>Also counts here: {titles}</source>
        <translation>Zählt hier mit: {titles}</translation>
    </message>
    <message>
        <source>limit {threshold} ({source})</source>
        <translation type="vanished">Grenze {threshold} ({source})</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Steps and dose</source>
        <translation>Schritte und Dosis</translation>
    </message>
    <message>
        <source>What may stand behind it</source>
        <translation>Was dahinterstehen kann</translation>
    </message>
    <message>
        <source>When this may be wrong</source>
        <translation>Wann das falsch sein kann</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Keep it in the report (A)</source>
        <translation>Im Bericht behalten (A)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Leave it out of the report (D)</source>
        <translation>Aus dem Bericht lassen (D)</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Say how severe it is (E)</source>
        <translation>Ausprägung festlegen (E)</translation>
    </message>
    <message>
        <source>A landmark is in the wrong place</source>
        <translation>Ein Körperpunkt sitzt falsch</translation>
    </message>
    <message>
        <source>Reason for dismissing</source>
        <translation>Grund fürs Verwerfen</translation>
    </message>
    <message>
        <source>Why does it not hold?</source>
        <translation>Warum trifft es nicht zu?</translation>
    </message>
    <message>
        <source>Enter dismisses the finding, Escape leaves it</source>
        <translation>Eingabe verwirft den Befund, Escape lässt ihn stehen</translation>
    </message>
    <message>
        <source>Note for the report</source>
        <translation>Notiz für den Bericht</translation>
    </message>
    <message>
        <source>Where the limits come from</source>
        <translation>Woher die Grenzen kommen</translation>
    </message>
    <message>
        <source>▶ Voice note, {length}</source>
        <translation>▶ Sprachnotiz, {length}</translation>
    </message>
    <message>
        <source>● new</source>
        <translation>● neu</translation>
    </message>
    <message>
        <source>added by you</source>
        <translation>von dir ergänzt</translation>
    </message>
    <message>
        <source>Rep</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take back what you added</source>
        <translation>Zurücknehmen, was du ergänzt hast</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>Findings appear here when a clip has been analysed.</source>
        <translation>Hier stehen die Befunde, sobald ein Clip ausgewertet ist.</translation>
    </message>
    <message>
        <source>Nothing could be judged in this clip. Below stands why, and what clip would settle it.</source>
        <translation>In diesem Clip ließ sich nichts beurteilen. Unten steht, warum, und welcher Clip es klären würde.</translation>
    </message>
    <message>
        <source>Nothing was found that is out of its band. Look at what could not be assessed below.</source>
        <translation>Nichts liegt außerhalb seines Bereichs. Unten steht, was sich nicht beurteilen ließ.</translation>
    </message>
    <message>
        <source>{done} of {count} reviewed</source>
        <translation>{done} von {count} beurteilt</translation>
    </message>
    <message>
        <source>Change first</source>
        <translation>Zuerst ändern</translation>
    </message>
    <message>
        <source>Cue</source>
        <translation>Cue</translation>
    </message>
    <message>
        <source>Further observations</source>
        <translation>Weitere Beobachtungen</translation>
    </message>
    <message>
        <source>Not assessable ({count})</source>
        <translation>Nicht beurteilbar ({count})</translation>
    </message>
    <message>
        <source>Not found ({count})</source>
        <translation>Nicht gefunden ({count})</translation>
    </message>
    <message>
        <source>Not found ({count}), {close} close to a limit</source>
        <translation>Nicht gefunden ({count}), {close} nahe an einer Grenze</translation>
    </message>
    <message>
        <source>Add a finding that you see…</source>
        <translation>Einen Befund hinzufügen, den du siehst…</translation>
    </message>
    <message>
        <source>No finding has this verdict.</source>
        <translation>Kein Befund hat diesen Entscheid.</translation>
    </message>
    <message>
        <source>Verdicts without a finding ({count})</source>
        <translation>Entscheide ohne Befund ({count})</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>dismissed</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>Vergessen</translation>
    </message>
</context>
<context>
    <name>FoldersEditor</name>
    <message>
        <source>Add…</source>
        <translation>Dazu…</translation>
    </message>
    <message>
        <source>Add to: {title}</source>
        <translation>Dazu bei: {title}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Weg damit</translation>
    </message>
    <message>
        <source>Remove from: {title}</source>
        <translation>Weg bei: {title}</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Every answer may be left out. It is kept as soon as you leave the field.</source>
        <translation>Jede Antwort darf fehlen. Sie wird behalten, sobald du das Feld verlässt.</translation>
    </message>
</context>
<context>
    <name>GraphPresenter</name>
    <message>
        <source>not seen</source>
        <translation>nicht sichtbar</translation>
    </message>
</context>
<context>
    <name>GuideBar</name>
    <message>
        <source>Settling a finding</source>
        <translation>Einen Befund klären</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Leave it as it is; what was drawn stays (Esc)</source>
        <translation>So lassen; was gezeichnet ist, bleibt (Esc)</translation>
    </message>
</context>
<context>
    <name>IntakeSheet</name>
    <message>
        <source>Screening and set log</source>
        <translation>Vorab-Fragebogen und Satzprotokoll</translation>
    </message>
    <message>
        <source>Screening ({done} of {count})</source>
        <translation>Vorab-Fragebogen ({done} von {count})</translation>
    </message>
    <message>
        <source>Set log and intake</source>
        <translation>Satzprotokoll und Angaben</translation>
    </message>
</context>
<context>
    <name>KnowledgePage</name>
    <message>
        <source>Knowledge base</source>
        <translation>Wissensbasis</translation>
    </message>
    <message>
        <source>Search faults, fixes, exercises, sources…</source>
        <translation>Fehler, Maßnahmen, Übungen, Quellen suchen …</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nichts heißt so.</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>Hip angle</source>
        <translation>Hüftwinkel</translation>
    </message>
    <message>
        <source>Knee angle</source>
        <translation>Kniewinkel</translation>
    </message>
    <message>
        <source>Trunk</source>
        <translation>Rumpf</translation>
    </message>
    <message>
        <source>Shin</source>
        <translation>Schienbein</translation>
    </message>
    <message>
        <source>Hip height</source>
        <translation>Hüfthöhe</translation>
    </message>
    <message>
        <source>Bar height</source>
        <translation>Hantelhöhe</translation>
    </message>
    <message>
        <source>Bar, vertical</source>
        <translation>Hantel, senkrecht</translation>
    </message>
    <message>
        <source>Bar, horizontal</source>
        <translation>Hantel, waagrecht</translation>
    </message>
    <message>
        <source>Thigh</source>
        <translation>Oberschenkel</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>Nacken</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>Blick</translation>
    </message>
    <message>
        <source>Heel rise</source>
        <translation>Fersenhub</translation>
    </message>
    <message>
        <source>Back contour</source>
        <translation>Rückenkontur</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>No picture yet</source>
        <translation>Noch kein Bild</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>{count} reps</source>
        <translation>{count} Wdh.</translation>
    </message>
    <message>
        <source>Not analysed yet</source>
        <translation>Noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>No fault found</source>
        <translation>Kein Fehler gefunden</translation>
    </message>
    <message>
        <source>{load} kg</source>
        <translation>{load} kg</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Notfall</translation>
    </message>
    <message>
        <source>See a doctor</source>
        <translation>Zum Arzt</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>Überweisen</translation>
    </message>
    <message>
        <source>Not cleared</source>
        <translation>Nicht freigegeben</translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Pain</source>
        <translation>Schmerz</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>Eine andere Datei…</translation>
    </message>
    <message>
        <source>Attach a clip</source>
        <translation>Clip anhängen</translation>
    </message>
    <message>
        <source>Filmed on the same day:</source>
        <translation>Am selben Tag gefilmt:</translation>
    </message>
    <message>
        <source>from the front</source>
        <translation>von vorn</translation>
    </message>
    <message>
        <source>technique clip, lighter load</source>
        <translation>Technikclip, leichtere Last</translation>
    </message>
    <message>
        <source>{minutes} min apart</source>
        <translation>{minutes} min auseinander</translation>
    </message>
    <message>
        <source>The clip is not where it was; when it was filmed cannot be read again.</source>
        <translation>Der Clip liegt nicht, wo er war; wann er gefilmt wurde, lässt sich nicht noch einmal lesen.</translation>
    </message>
    <message>
        <source>Filmed {when} by the camera’s own note</source>
        <translation>Gefilmt {when} nach der Angabe der Kamera</translation>
    </message>
    <message>
        <source>Filmed {when} by the name of the file</source>
        <translation>Gefilmt {when} nach dem Namen der Datei</translation>
    </message>
    <message>
        <source>Filmed {when} by the date of the file; the camera noted nothing</source>
        <translation>Gefilmt {when} nach dem Datum der Datei; die Kamera hat nichts notiert</translation>
    </message>
    <message>
        <source>{told}, with {device}.</source>
        <translation>{told}, mit {device}.</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Search athletes, findings, tags, notes…</source>
        <translation>Personen, Befunde, Schlagwörter, Notizen suchen…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Athletes</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>All sets</source>
        <translation>Alle Sätze</translation>
    </message>
    <message>
        <source>All lifts</source>
        <translation>Alle Übungen</translation>
    </message>
    <message>
        <source>No set matches. Clear the search or a filter.</source>
        <translation>Kein Satz passt. Suche oder Filter leeren.</translation>
    </message>
    <message>
        <source>No sets yet. Drop clips or a folder here, or press “Add clips…”.</source>
        <translation>Noch keine Sätze. Clips oder einen Ordner hierher ziehen oder „Clips hinzufügen…“ drücken.</translation>
    </message>
    <message>
        <source>Any severity</source>
        <translation>Jede Schwere</translation>
    </message>
    <message>
        <source>Mild or worse</source>
        <translation>Ab leicht</translation>
    </message>
    <message>
        <source>Moderate or worse</source>
        <translation>Ab mittel</translation>
    </message>
    <message>
        <source>Severe</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>By athlete</source>
        <translation>Nach Person</translation>
    </message>
    <message>
        <source>Heaviest first</source>
        <translation>Schwerste Last zuerst</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>Schlimmste zuerst</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Add clips…</source>
        <translation>Clips hinzufügen…</translation>
    </message>
    <message>
        <source>Open athlete</source>
        <translation>Person öffnen</translation>
    </message>
    <message>
        <source>Add athlete…</source>
        <translation>Person hinzufügen…</translation>
    </message>
    <message>
        <source>Find missing clips…</source>
        <translation>Fehlende Clips finden…</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner beobachten…</translation>
    </message>
    <message>
        <source>Assign to athlete…</source>
        <translation>Einer Person zuordnen…</translation>
    </message>
    <message>
        <source>Tags and session…</source>
        <translation>Schlagwörter und Einheit…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Sets: {count}</source>
        <translation>Sätze: {count}</translation>
    </message>
    <message>
        <source>Share as a case…</source>
        <translation>Als Fall weitergeben…</translation>
    </message>
    <message>
        <source>I review myself</source>
        <translation>Ich beurteile mich selbst</translation>
    </message>
    <message>
        <source>My sets</source>
        <translation>Meine Sätze</translation>
    </message>
    <message>
        <source>My progress</source>
        <translation>Mein Verlauf</translation>
    </message>
    <message>
        <source>Attach front or technique clip…</source>
        <translation>Front- oder Technikclip anhängen…</translation>
    </message>
</context>
<context>
    <name>LibraryPresenter</name>
    <message>
        <source>Add athlete</source>
        <translation>Person hinzufügen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Assign to athlete</source>
        <translation>Einer Person zuordnen</translation>
    </message>
    <message>
        <source>Whose set is this?</source>
        <translation>Wessen Satz ist das?</translation>
    </message>
    <message>
        <source>Add clips</source>
        <translation>Clips hinzufügen</translation>
    </message>
    <message>
        <source>Clips ({patterns})</source>
        <translation>Clips ({patterns})</translation>
    </message>
    <message>
        <source>Watch a folder for new clips</source>
        <translation>Einen Ordner auf neue Clips beobachten</translation>
    </message>
    <message>
        <source>Look for missing clips in</source>
        <translation>Fehlende Clips suchen in</translation>
    </message>
    <message>
        <source>{found} of {missing} missing clips found again.</source>
        <translation>{found} von {missing} fehlenden Clips wiedergefunden.</translation>
    </message>
    <message>
        <source>Analysing {clip}, {count} more waiting</source>
        <translation>{clip} wird ausgewertet, {count} weitere warten</translation>
    </message>
    <message>
        <source>{count} clips wait for their analysis</source>
        <translation>{count} Clips warten auf ihre Auswertung</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>{case} was taken in.</source>
        <translation>{case} wurde aufgenommen.</translation>
    </message>
    <message>
        <source>Share as a case</source>
        <translation>Als Fall weitergeben</translation>
    </message>
    <message>
        <source>Cases (*.lockout)</source>
        <translation>Fälle (*.lockout)</translation>
    </message>
    <message>
        <source>Saved as {case}. It holds the clip, the name and health answers of this set.</source>
        <translation>Als {case} gesichert. Darin sind der Clip, der Name und die Gesundheitsangaben dieses Satzes.</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Attach a clip</source>
        <translation type="vanished">Einen Clip anhängen</translation>
    </message>
    <message>
        <source>Front view</source>
        <translation type="vanished">Ansicht von vorn</translation>
    </message>
    <message>
        <source>Technique clip, lighter load</source>
        <translation type="vanished">Technikclip, leichtere Last</translation>
    </message>
    <message>
        <source>What does it show?</source>
        <translation type="vanished">Was zeigt er?</translation>
    </message>
    <message>
        <source>{clip} belongs to the set now.</source>
        <translation type="vanished">{clip} gehört jetzt zum Satz.</translation>
    </message>
    <message>
        <source>{case} is open for looking and trying out.</source>
        <translation>{case} ist zum Ansehen und Ausprobieren geöffnet.</translation>
    </message>
    <message>
        <source>Nothing of it is kept; add the case in the library to keep it.</source>
        <translation>Nichts davon wird aufbewahrt; nimm den Fall dazu in die Bibliothek auf.</translation>
    </message>
    <message>
        <source>No consent of this athlete is noted; note it on their page before you hand this over.</source>
        <translation>Von dieser Person ist keine Zustimmung notiert; notiere sie auf ihrer Seite, bevor du das weitergibst.</translation>
    </message>
</context>
<context>
    <name>LineEditor</name>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>JJJJ-MM-TT</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Please write the day as YYYY-MM-DD.</source>
        <translation>Bitte den Tag als JJJJ-MM-TT schreiben.</translation>
    </message>
    <message>
        <source>Please write a number.</source>
        <translation>Bitte eine Zahl schreiben.</translation>
    </message>
    <message>
        <source>Please write a number from {low} to {high} {unit}.</source>
        <translation>Bitte eine Zahl von {low} bis {high} {unit} schreiben.</translation>
    </message>
</context>
<context>
    <name>LookBox</name>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Gestaltung</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>Ruhig</translation>
    </message>
    <message>
        <source>Warm</source>
        <translation>Warm</translation>
    </message>
    <message>
        <source>Grey, for printing</source>
        <translation>Grau, zum Drucken</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>Bilder (*.png *.jpg *.jpeg)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Lanes</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Reps</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Graphs</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Rep curves</source>
        <translation>Kurven je Wdh.</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Find a command…   Ctrl+K</source>
        <translation>Befehl suchen …   Strg+K</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>MarksPresenter</name>
    <message>
        <source>Moment</source>
        <translation>Moment</translation>
    </message>
    <message>
        <source>Voice note, {length}</source>
        <translation>Sprachnotiz, {length}</translation>
    </message>
</context>
<context>
    <name>MarksTable</name>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
</context>
<context>
    <name>MomentBar</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Title of the moment</source>
        <translation>Titel des Moments</translation>
    </message>
    <message>
        <source>Comment, printed in the report</source>
        <translation>Kommentar, steht im Bericht</translation>
    </message>
    <message>
        <source>Comment on the moment</source>
        <translation>Kommentar zum Moment</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>Marke entfernen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Bold (Ctrl+B)</source>
        <translation>Fett (Strg+B)</translation>
    </message>
    <message>
        <source>Item of a list</source>
        <translation>Punkt einer Liste</translation>
    </message>
</context>
<context>
    <name>NeutralField</name>
    <message>
        <source>Hip angle that counts as straight</source>
        <translation>Hüftwinkel, der als gerade gilt</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Clear the hip angle that counts as straight</source>
        <translation>Den Hüftwinkel, der als gerade gilt, löschen</translation>
    </message>
    <message>
        <source>None: 180° counts, with wider limits. Mark a neutral frame in a clip to set it.</source>
        <translation>Keiner: 180° gelten, mit weiteren Grenzen. Ein neutrales Bild, das in einem Clip markiert ist, setzt ihn.</translation>
    </message>
    <message>
        <source>Entered by hand; counts from the next time that a set is opened.</source>
        <translation>Von Hand eingetragen; gilt, sobald ein Satz das nächste Mal geöffnet wird.</translation>
    </message>
    <message>
        <source>From a standing clip.</source>
        <translation>Aus einem Clip im Stehen.</translation>
    </message>
    <message>
        <source>From a frame that was accepted.</source>
        <translation>Aus einem Bild, das angenommen wurde.</translation>
    </message>
    <message>
        <source>Back: {angle}.</source>
        <translation type="vanished">Rücken: {angle}.</translation>
    </message>
</context>
<context>
    <name>PackPage</name>
    <message>
        <source>Limits of “{exercise}”</source>
        <translation>Grenzen von „{exercise}“</translation>
    </message>
    <message>
        <source>yours, for example</source>
        <translation>zum Beispiel deiner</translation>
    </message>
    <message>
        <source>stands beside every limit that you change, in the report too</source>
        <translation>steht neben jeder Grenze, die du änderst, auch im Bericht</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Why these limits</source>
        <translation>Warum diese Grenzen</translation>
    </message>
    <message>
        <source>Own limits for this row</source>
        <translation>Eigene Grenzen für diese Zeile</translation>
    </message>
    <message>
        <source>Save and judge with it</source>
        <translation>Speichern und damit urteilen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{severity},
own neutral</source>
        <translation>{severity},
eigenes Neutral</translation>
    </message>
    <message>
        <source>Mild</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Moderate</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Severe</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>A limit is a number.</source>
        <translation>Eine Grenze ist eine Zahl.</translation>
    </message>
</context>
<context>
    <name>PageColumn</name>
    <message>
        <source>Report, {count} pages</source>
        <translation>Bericht, {count} Seiten</translation>
    </message>
</context>
<context>
    <name>PlainCard</name>
    <message>
        <source>Because: {seen}</source>
        <translation>Denn: {seen}</translation>
    </message>
    <message>
        <source>Nothing to change was found in what this clip shows.</source>
        <translation>In dem, was dieser Clip zeigt, wurde nichts zu ändern gefunden.</translation>
    </message>
    <message>
        <source>Things that this clip cannot show: {count}.</source>
        <translation>Was dieser Clip nicht zeigen kann: {count}.</translation>
    </message>
    <message>
        <source>Open this set once more for the load: it was judged before the screening was answered.</source>
        <translation>Öffne diesen Satz für die Last noch einmal: er wurde beurteilt, bevor das Screening beantwortet war.</translation>
    </message>
</context>
<context>
    <name>PlanSheet</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
</context>
<context>
    <name>PlayerPresenter</name>
    <message>
        <source>Frame {shown} · frame {wanted} is on its way</source>
        <translation>Bild {shown} · Bild {wanted} kommt gleich</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Progress of the analysis</source>
        <translation>Fortschritt der Auswertung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
</context>
<context>
    <name>QuestionnaireButton</name>
    <message>
        <source>Questionnaire as PDF</source>
        <translation>Fragebogen als PDF</translation>
    </message>
    <message>
        <source>With the answers…</source>
        <translation>Mit den Antworten…</translation>
    </message>
    <message>
        <source>Blank, to fill in by hand…</source>
        <translation>Leer, zum Ausfüllen von Hand…</translation>
    </message>
</context>
<context>
    <name>QuietList</name>
    <message>
        <source>Some reps lie beyond the narrower limits that count with the athlete’s own neutral.</source>
        <translation>Einige Wiederholungen liegen jenseits der engeren Grenzen, die mit dem eigenen Neutral gelten.</translation>
    </message>
    <message>
        <source>{clip} It would settle: {titles}.</source>
        <translation>{clip} Er würde klären: {titles}.</translation>
    </message>
</context>
<context>
    <name>RepMultiples</name>
    <message>
        <source>Reps over one another</source>
        <translation>Wiederholungen übereinander</translation>
    </message>
    <message>
        <source>The reps appear here when the clip has complete ones.</source>
        <translation>Die Wiederholungen erscheinen hier, wenn der Clip vollständige hat.</translation>
    </message>
    <message>
        <source>best {number}</source>
        <translation>beste {number}</translation>
    </message>
    <message>
        <source>worst {number}</source>
        <translation>schlechteste {number}</translation>
    </message>
</context>
<context>
    <name>RepTable</name>
    <message>
        <source>Reps</source>
        <translation>Wiederholungen</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The studio made a mistake</source>
        <translation>Das Studio hat einen Fehler gemacht</translation>
    </message>
    <message>
        <source>Your clip and your review are as they were. This report helps to mend it.</source>
        <translation>Ihr Clip und Ihre Beurteilung sind unverändert. Diese Meldung hilft, den Fehler zu beheben.</translation>
    </message>
    <message>
        <source>Log: {path}</source>
        <translation>Protokoll: {path}</translation>
    </message>
</context>
<context>
    <name>ReportPresenter</name>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Report saved as {name}.</source>
        <translation>Bericht als {name} gespeichert.</translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>Die Tabelle liegt in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>ReportSheet</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Share…</source>
        <translation>Teilen…</translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation>PDF speichern…</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>Wortlaut</translation>
    </message>
    <message>
        <source>Pages of the report</source>
        <translation>Seiten des Berichts</translation>
    </message>
</context>
<context>
    <name>ReviewPresenter</name>
    <message>
        <source>The findings appear here as soon as the clip has been analysed.</source>
        <translation>Die Befunde erscheinen hier, sobald der Clip ausgewertet ist.</translation>
    </message>
    <message>
        <source>This clip has not been analysed. Choose “Analyse again” in the File menu.</source>
        <translation>Dieser Clip ist nicht ausgewertet. Wähl „Neu auswerten“ im Menü Datei.</translation>
    </message>
</context>
<context>
    <name>SafetyBar</name>
    <message>
        <source>Before anything else</source>
        <translation>Vor allem anderen</translation>
    </message>
    <message>
        <source>Look at the answers</source>
        <translation>Antworten ansehen</translation>
    </message>
</context>
<context>
    <name>SafetyNotice</name>
    <message>
        <source>Answer the screening</source>
        <translation>Fragebogen beantworten</translation>
    </message>
    <message>
        <source>Look at the answers</source>
        <translation>Antworten ansehen</translation>
    </message>
    <message>
        <source>Before anything else</source>
        <translation>Vor allem anderen</translation>
    </message>
</context>
<context>
    <name>ScreeningPage</name>
    <message>
        <source>Progress of the screening</source>
        <translation>Fortschritt des Vorab-Fragebogens</translation>
    </message>
    <message>
        <source>Question {number} of {count}</source>
        <translation>Frage {number} von {count}</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>y</source>
        <comment>key for yes</comment>
        <translation>j</translation>
    </message>
    <message>
        <source>n</source>
        <comment>key for no</comment>
        <translation>n</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Y yes · N no · ↓ next · ↑ back</source>
        <translation>J ja · N nein · ↓ weiter · ↑ zurück</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Since when? (optional)</source>
        <translation>Seit wann? (freiwillig)</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>Keines davon</translation>
    </message>
    <message>
        <source>Questions of the screening</source>
        <translation>Fragen des Vorab-Fragebogens</translation>
    </message>
</context>
<context>
    <name>ScreeningSheet</name>
    <message>
        <source>Screening</source>
        <translation>Screening</translation>
    </message>
</context>
<context>
    <name>SetActs</name>
    <message>
        <source>This set is open.</source>
        <translation>Dieser Satz ist geöffnet.</translation>
    </message>
    <message>
        <source>Open another clip first, then delete.</source>
        <translation>Öffne zuerst einen anderen Clip, dann lösche.</translation>
    </message>
    <message>
        <source>Delete the set of {clip} with its review and log, for good? The clip stays where it lies.</source>
        <translation>Den Satz von {clip} mit Beurteilung und Protokoll endgültig löschen? Der Clip bleibt, wo er liegt.</translation>
    </message>
    <message>
        <source>Delete set</source>
        <translation>Satz löschen</translation>
    </message>
    <message>
        <source>The set was deleted for good; its clip stays where it is.</source>
        <translation>Der Satz wurde endgültig gelöscht; sein Clip bleibt, wo er ist.</translation>
    </message>
    <message>
        <source>Attach a clip</source>
        <translation>Clip anhängen</translation>
    </message>
    <message>
        <source>Front view</source>
        <translation>Ansicht von vorn</translation>
    </message>
    <message>
        <source>Technique clip, lighter load</source>
        <translation>Technikclip, leichtere Last</translation>
    </message>
    <message>
        <source>What does it show?</source>
        <translation>Was zeigt er?</translation>
    </message>
    <message>
        <source>{clip} belongs to the set now.</source>
        <translation>{clip} gehört jetzt zum Satz.</translation>
    </message>
</context>
<context>
    <name>SetDetails</name>
    <message>
        <source>Tags and session</source>
        <translation>Schlagwörter und Einheit</translation>
    </message>
    <message>
        <source>Words for finding it again, with commas between</source>
        <translation>Wörter zum Wiederfinden, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags of the set</source>
        <translation>Schlagwörter des Satzes</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Place and note belong to the whole session of {day}.</source>
        <translation>Ort und Notiz gelten für die ganze Einheit vom {day}.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Delete this set…</source>
        <translation>Diesen Satz löschen…</translation>
    </message>
</context>
<context>
    <name>SetPanel</name>
    <message>
        <source>Notes on this clip ({count})</source>
        <translation>Anmerkungen zum Clip ({count})</translation>
    </message>
    <message>
        <source>Capture: good</source>
        <translation>Aufnahme: gut</translation>
    </message>
    <message>
        <source>Capture: limited</source>
        <translation>Aufnahme: eingeschränkt</translation>
    </message>
    <message>
        <source>Capture: poor</source>
        <translation>Aufnahme: schlecht</translation>
    </message>
    <message>
        <source>Filmed from the side.</source>
        <translation>Von der Seite gefilmt.</translation>
    </message>
    <message>
        <source>Filmed at an angle.</source>
        <translation>Schräg gefilmt.</translation>
    </message>
    <message>
        <source>Filmed from the front.</source>
        <translation>Von vorn gefilmt.</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Judged with the rule pack “{pack}”</source>
        <translation>Beurteilt mit dem Regelpaket „{pack}“</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>As at first</source>
        <translation>Wie am Anfang</translation>
    </message>
    <message>
        <source>As at first: {title}</source>
        <translation>Wie am Anfang: {title}</translation>
    </message>
</context>
<context>
    <name>SettingsInForce</name>
    <message>
        <source>There is no exercise “{name}” any more; the shipped one is used.</source>
        <translation>Die Übung „{name}“ gibt es nicht mehr; die mitgelieferte gilt.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung hat diese Wörter.</translation>
    </message>
    <message>
        <source>All as at first</source>
        <translation>Alles wie am Anfang</translation>
    </message>
    <message>
        <source>Change shortcuts…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>Exercises and rule packs…</source>
        <translation>Übungen und Regelpakete…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Settle</name>
    <message>
        <source>Draw chest and pelvis lines</source>
        <translation>Brust- und Beckenlinie zeichnen</translation>
    </message>
    <message>
        <source>Mark a neutral frame</source>
        <translation>Ein neutrales Bild markieren</translation>
    </message>
    <message>
        <source>Show the bench edge</source>
        <translation>Bankkante zeigen</translation>
    </message>
    <message>
        <source>Draw a box around the pad</source>
        <translation>Einen Kasten um das Polster zeichnen</translation>
    </message>
    <message>
        <source>Enter bench height and stature</source>
        <translation>Bankhöhe und Körpergröße angeben</translation>
    </message>
    <message>
        <source>Two lines where the back is neutral, two where you doubt it: the strongest sign there is.</source>
        <translation>Zwei Linien, wo der Rücken neutral ist, zwei, wo du zweifelst: das stärkste Zeichen, das es gibt.</translation>
    </message>
    <message>
        <source>A light hold, or standing, that you accept as neutral. Narrower limits count then, in all of their clips.</source>
        <translation>Ein leichtes Halten oder Stehen, das du als neutral annimmst. Dann gelten engere Grenzen, in allen Clips dieser Person.</translation>
    </message>
    <message>
        <source>One click on its upper front edge, where the back rests.</source>
        <translation>Ein Klick auf ihre obere Vorderkante, wo der Rücken aufliegt.</translation>
    </message>
    <message>
        <source>One box at the top of a rep.</source>
        <translation>Ein Kasten am oberen Punkt einer Wiederholung.</translation>
    </message>
    <message>
        <source>Two numbers in the answers about this set.</source>
        <translation>Zwei Zahlen in den Antworten zu diesem Satz.</translation>
    </message>
    <message>
        <source>Is the back neutral on this frame, ribs over pelvis? If not, step to one where it is. Folded hips are no matter here.</source>
        <translation>Ist der Rücken auf diesem Bild neutral, Rippen über dem Becken? Wenn nicht, geh zu einem, wo er es ist. Gebeugte Hüften stören hier nicht.</translation>
    </message>
    <message>
        <source>Go to straight hips and a back that you accept as neutral: a light hold, or standing. A top that arches would teach the studio that arching is straight.</source>
        <translation>Geh zu gestreckter Hüfte und einem Rücken, den du als neutral annimmst: ein leichtes Halten oder Stehen. Ein oberer Punkt mit Hohlkreuz würde das Hohlkreuz zum Maß machen.</translation>
    </message>
    <message>
        <source>Drag from the notch of the breastbone to the lowest rib.</source>
        <translation>Zieh von der Kerbe des Brustbeins zur untersten Rippe.</translation>
    </message>
    <message>
        <source>Drag from the front hip bone to the dimple at the back, or along the waistband.</source>
        <translation>Zieh vom vorderen Hüftknochen zum Grübchen am Rücken oder am Hosenbund entlang.</translation>
    </message>
    <message>
        <source>Click the upper front edge of the bench, where the back rests on it.</source>
        <translation>Klick auf die obere Vorderkante der Bank, wo der Rücken aufliegt.</translation>
    </message>
    <message>
        <source>Drag a box around the pad, corner to opposite corner.</source>
        <translation>Zieh einen Kasten um das Polster, von Ecke zu Ecke.</translation>
    </message>
    <message>
        <source>Chest line</source>
        <translation>Brustlinie</translation>
    </message>
    <message>
        <source>Pelvis line</source>
        <translation>Beckenlinie</translation>
    </message>
    <message>
        <source>Bench edge</source>
        <translation>Bankkante</translation>
    </message>
    <message>
        <source>Pad</source>
        <translation>Polster</translation>
    </message>
    <message>
        <source>Neutral frame</source>
        <translation>Neutrales Bild</translation>
    </message>
    <message>
        <source>top of rep {rep}</source>
        <translation>oberer Punkt von Wiederholung {rep}</translation>
    </message>
    <message>
        <source>neutral frame</source>
        <translation>neutrales Bild</translation>
    </message>
</context>
<context>
    <name>SettleBox</name>
    <message>
        <source>Settle it in this clip</source>
        <translation>In diesem Clip klären</translation>
    </message>
    <message>
        <source>Or film: {clip}</source>
        <translation>Oder filmen: {clip}</translation>
    </message>
    <message>
        <source>What would settle it: {clip}</source>
        <translation>Was es klären würde: {clip}</translation>
    </message>
</context>
<context>
    <name>SettlePresenter</name>
    <message>
        <source>The hips are folded here ({angle}) or not seen: go to a frame with straight hips.</source>
        <translation>Die Hüfte ist hier gebeugt ({angle}) oder nicht zu sehen: Geh zu einem Bild mit gestreckter Hüfte.</translation>
    </message>
    <message>
        <source>step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>Neutral here</source>
        <translation>Hier neutral</translation>
    </message>
    <message>
        <source>It fits</source>
        <translation>Passt</translation>
    </message>
    <message>
        <source>Alt and the arrow keys move it, or drag its ends. Enter goes on.</source>
        <translation>Alt und die Pfeiltasten bewegen sie, oder zieh an den Enden. Enter geht weiter.</translation>
    </message>
    <message>
        <source>“{title}” is found: {severity}.</source>
        <translation>„{title}“ ist gefunden: {severity}.</translation>
    </message>
    <message>
        <source>“{title}” is not found.</source>
        <translation>„{title}“ ist nicht gefunden.</translation>
    </message>
    <message>
        <source>“{title}” stays unconfirmed.</source>
        <translation>„{title}“ bleibt unbestätigt.</translation>
    </message>
    <message>
        <source>“{title}” is still not assessable.</source>
        <translation>„{title}“ ist weiterhin nicht beurteilbar.</translation>
    </message>
</context>
<context>
    <name>SharingPresenter</name>
    <message>
        <source>{count} files made in {folder}.</source>
        <translation>{count} Dateien erstellt in {folder}.</translation>
    </message>
    <message>
        <source>No program is set up for mail or folders.</source>
        <translation>Für Mails oder Ordner ist kein Programm eingerichtet.</translation>
    </message>
    <message>
        <source>Attach the files yourself; they lie in {folder}.</source>
        <translation>Häng die Dateien selbst an; sie liegen in {folder}.</translation>
    </message>
    <message>
        <source>The review of your set</source>
        <translation>Die Auswertung deines Satzes</translation>
    </message>
    <message>
        <source>Here is the review of your set: {names}.</source>
        <translation>Hier ist die Auswertung deines Satzes: {names}.</translation>
    </message>
    <message>
        <source>Stopped. What was finished before stays in {folder}.</source>
        <translation>Angehalten. Was schon fertig war, bleibt in {folder}.</translation>
    </message>
</context>
<context>
    <name>SharingSheet</name>
    <message>
        <source>Share</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>What is made</source>
        <translation>Was entsteht</translation>
    </message>
    <message>
        <source>Report as PDF</source>
        <translation>Bericht als PDF</translation>
    </message>
    <message>
        <source>Only the athlete&apos;s page</source>
        <translation>Nur die Seite für die Athletin oder den Athleten</translation>
    </message>
    <message>
        <source>Annotated video</source>
        <translation>Video mit Zeichnungen</translation>
    </message>
    <message>
        <source>Tables for a spreadsheet</source>
        <translation>Tabellen für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Case bundle that another studio opens</source>
        <translation>Fallpaket, das ein anderes Studio öffnet</translation>
    </message>
    <message>
        <source>The athlete&apos;s name goes along in the bundle</source>
        <translation>Der Name geht im Paket mit</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Make the athlete&apos;s face unrecognisable</source>
        <translation>Gesicht unkenntlich machen</translation>
    </message>
    <message>
        <source>Other people in the picture stay visible. Report, video and tables never carry place, phone and time of the recording; the report names the clip and its fingerprint.</source>
        <translation>Andere Menschen im Bild bleiben sichtbar. Ort, Telefon und Zeit der Aufnahme stehen nie in Bericht, Video und Tabellen; der Bericht nennt den Clip und seinen Fingerabdruck.</translation>
    </message>
    <message>
        <source>The bundle goes without clip and report, because no face can be hidden in them there. It holds the review, the measures, the day and the health answers; whoever opens it needs the clip already.</source>
        <translation>Das Paket geht ohne Clip und Bericht, weil sich darin kein Gesicht verbergen lässt. Es enthält die Beurteilung, die Maße, den Tag und die Antworten zur Gesundheit; wer es öffnet, braucht den Clip schon.</translation>
    </message>
    <message>
        <source>The bundle holds the clip as it was filmed, with place, phone and time where its file tells them, and the review, the measures, the report and the health answers. The face can be seen in it.</source>
        <translation>Das Paket enthält den Clip, wie er gefilmt wurde, mit Ort, Telefon und Zeit, falls seine Datei sie nennt, dazu die Beurteilung, die Maße, den Bericht und die Antworten zur Gesundheit. Das Gesicht ist darin zu sehen.</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>Wohin es geht</translation>
    </message>
    <message>
        <source>Begin a mail afterwards and open the folder</source>
        <translation>Danach eine Mail beginnen und den Ordner öffnen</translation>
    </message>
    <message>
        <source>No program can attach files to your mail by itself: drag them in from the folder.</source>
        <translation>Kein Programm kann Dateien von selbst an deine Mail hängen: Zieh sie aus dem Ordner hinein.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Make the files</source>
        <translation>Dateien erstellen</translation>
    </message>
    <message>
        <source>The files are being made.</source>
        <translation>Die Dateien werden erstellt.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Change shortcuts</source>
        <translation>Tasten ändern</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>Tasten suchen</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>As at first</source>
        <translation>Wie anfangs</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>New keys:</source>
        <translation>Neue Tasten:</translation>
    </message>
    <message>
        <source>{keys} belongs to “{title}”. Give that other keys first.</source>
        <translation>{keys} gehört zu „{title}“. Gib dem zuerst andere Tasten.</translation>
    </message>
    <message>
        <source>{keys} is set.</source>
        <translation>{keys} ist gesetzt.</translation>
    </message>
    <message>
        <source>Its keys belong to “{title}” now. Give that other keys first.</source>
        <translation>Seine Tasten gehören jetzt zu „{title}“. Gib dem zuerst andere Tasten.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Drop a clip of a set here</source>
        <translation>Clip eines Satzes hier ablegen</translation>
    </message>
    <message>
        <source>Filmed from the side, whole body in the picture. Everything stays on this computer.</source>
        <translation>Von der Seite gefilmt, ganzer Körper im Bild. Alles bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Open clip…</source>
        <translation>Clip öffnen …</translation>
    </message>
    <message>
        <source>Open the sample set</source>
        <translation>Beispielsatz öffnen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message>
        <source>Something has changed: ask again</source>
        <translation>Etwas hat sich geändert: neu fragen</translation>
    </message>
    <message>
        <source>Go on to the set log</source>
        <translation>Weiter zum Satzprotokoll</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>Answered {day}: {done} of {count}</source>
        <translation>Beantwortet {day}: {done} von {count}</translation>
    </message>
    <message>
        <source>Answered: {done} of {count}</source>
        <translation>Beantwortet: {done} von {count}</translation>
    </message>
    <message>
        <source>Answer what is open ({count})</source>
        <translation>Offene beantworten ({count})</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change the answer to: {question}</source>
        <translation>Antwort ändern: {question}</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>nicht beantwortet</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>keines davon</translation>
    </message>
</context>
<context>
    <name>SwitchEditor</name>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>TimelinePresenter</name>
    <message>
        <source>Moment at {time}</source>
        <translation>Moment bei {time}</translation>
    </message>
    <message>
        <source>Voice note, {length}</source>
        <translation>Sprachnotiz, {length}</translation>
    </message>
</context>
<context>
    <name>TimelineStrip</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Rep {number}</source>
        <translation>Wiederholung {number}</translation>
    </message>
    <message>
        <source>Rep {number}, partial: not judged</source>
        <translation>Wdh. {number}, unvollständig: nicht beurteilt</translation>
    </message>
    <message>
        <source>Rep {number}, failed: not judged</source>
        <translation>Wdh. {number}, gescheitert: nicht beurteilt</translation>
    </message>
    <message>
        <source>Marked as no rep</source>
        <translation>Als keine Wiederholung markiert</translation>
    </message>
    <message>
        <source>Reps</source>
        <translation>Wdh.</translation>
    </message>
</context>
<context>
    <name>ToastStack</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Filmed at {filmed} frames a second, stored at {stored}</source>
        <translation>Mit {filmed} Bildern je Sekunde gefilmt, mit {stored} gespeichert</translation>
    </message>
    <message>
        <source>{percent} % of true speed</source>
        <translation>echt: {percent} %</translation>
    </message>
    <message>
        <source>frame {index} / {count} · ~{rate} fps VFR</source>
        <translation>Bild {index} / {count} · ~{rate} fps VFR</translation>
    </message>
    <message>
        <source>frame {index} / {count} · {rate} fps</source>
        <translation>Bild {index} / {count} · {rate} fps</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Speed, as a share of real time (Up and Down)</source>
        <translation>Tempo als Anteil der Echtzeit (Auf und Ab)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
</context>
<context>
    <name>TurnPanel</name>
    <message>
        <source>Cue or change</source>
        <translation>Cue oder Änderung</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Once a plan has given a cue, or the log notes a change, the sets before and since are compared here.</source>
        <translation>Sobald ein Plan einen Cue gibt oder das Protokoll eine Änderung nennt, werden hier die Sätze davor und danach verglichen.</translation>
    </message>
</context>
<context>
    <name>VerdictFilter</name>
    <message>
        <source>All {count}</source>
        <translation>Alle {count}</translation>
    </message>
    <message>
        <source>Open {count}</source>
        <translation>Offen {count}</translation>
    </message>
    <message>
        <source>✓ {count}</source>
        <translation>✓ {count}</translation>
    </message>
    <message>
        <source>✕ {count}</source>
        <translation>✕ {count}</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle Befunde</translation>
    </message>
    <message>
        <source>Findings without a verdict</source>
        <translation>Befunde ohne Entscheid</translation>
    </message>
    <message>
        <source>Accepted findings</source>
        <translation>Angenommene Befunde</translation>
    </message>
    <message>
        <source>Dismissed findings</source>
        <translation>Verworfene Befunde</translation>
    </message>
</context>
<context>
    <name>VideoCanvas</name>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Put this joint back where the studio saw it</source>
        <translation>Diesen Punkt wieder dorthin setzen, wo das Studio ihn sah</translation>
    </message>
    <message>
        <source>bottom</source>
        <translation>unten</translation>
    </message>
    <message>
        <source>concentric</source>
        <translation>aufwärts</translation>
    </message>
    <message>
        <source>top</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>eccentric</source>
        <translation>abwärts</translation>
    </message>
    <message>
        <source>Rep {number} · {phase}</source>
        <translation>Wdh. {number} · {phase}</translation>
    </message>
    <message>
        <source>{title} · partial</source>
        <translation>{title} · unvollständig</translation>
    </message>
    <message>
        <source>{title} · failed</source>
        <translation>{title} · gescheitert</translation>
    </message>
    <message>
        <source>{title} · cut off</source>
        <translation>{title} · abgeschnitten</translation>
    </message>
</context>
<context>
    <name>ViewActs</name>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Gesichert als {name}.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wähl einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The picture was not written.</source>
        <translation>Das Bild wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Save the graphs</source>
        <translation>Graphen speichern</translation>
    </message>
</context>
<context>
    <name>VoiceBar</name>
    <message>
        <source>Loudness</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Beenden und behalten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>● Recording: {title}</source>
        <translation>● Aufnahme: {title}</translation>
    </message>
    <message>
        <source>● Recording</source>
        <translation>● Aufnahme</translation>
    </message>
    <message>
        <source>Keeping the note…</source>
        <translation>Die Notiz wird behalten …</translation>
    </message>
    <message>
        <source>Voice note at {time}</source>
        <translation>Sprachnotiz bei {time}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>WindowPresenter</name>
    <message>
        <source>Your review of this clip is back as you left it.</source>
        <translation>Deine Durchsicht dieses Clips ist wieder da, wie du sie verlassen hast.</translation>
    </message>
    <message>
        <source>Begin afresh</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Waiting to begin…</source>
        <translation>Wartet auf Beginn …</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>No program is set up to open this file.</source>
        <translation>Für diese Datei ist kein Programm eingerichtet.</translation>
    </message>
    <message>
        <source>It lies at {path}.</source>
        <translation>Sie liegt unter {path}.</translation>
    </message>
    <message>
        <source>Open clip</source>
        <translation>Clip öffnen</translation>
    </message>
    <message>
        <source>Clips ({patterns});;All files (*)</source>
        <translation>Clips ({patterns});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>This installation has no sample set.</source>
        <translation>Diese Installation enthält keinen Beispielsatz.</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht ausgeben</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export tables</source>
        <translation>Tabellen ausgeben</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>Das Bild liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Go to time</source>
        <translation>Gehe zu Zeit</translation>
    </message>
    <message>
        <source>Seconds from the start of the clip:</source>
        <translation>Sekunden ab Clipbeginn:</translation>
    </message>
    <message>
        <source>Heard while the clip plays forwards at 100 %; slow motion is silent.</source>
        <translation>Zu hören, während der Clip mit 100 % vorwärts läuft; Zeitlupe ist stumm.</translation>
    </message>
    <message>
        <source>This clip has no sound.</source>
        <translation>Dieser Clip hat keinen Ton.</translation>
    </message>
</context>
<context>
    <name>WordingBox</name>
    <message>
        <source>Sentences</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Deine Worte</translation>
    </message>
    <message>
        <source>The studio&apos;s words</source>
        <translation>Die Worte des Studios</translation>
    </message>
    <message>
        <source>Choose a sentence to put it into your own words.</source>
        <translation>Wähle einen Satz, um ihn in eigene Worte zu fassen.</translation>
    </message>
    <message>
        <source>{part}: your words</source>
        <translation>{part}: deine Worte</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Rep</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Hip angle at the top</source>
        <translation>Hüftwinkel oben</translation>
    </message>
    <message>
        <source>Shin</source>
        <translation>Schien.</translation>
    </message>
    <message>
        <source>Shin angle at the top</source>
        <translation>Schienbeinwinkel oben</translation>
    </message>
    <message>
        <source>Tempo s</source>
        <translation>Tempo s</translation>
    </message>
    <message>
        <source>Up, hold, down in seconds</source>
        <translation>Auf, Halten, Ab in Sekunden</translation>
    </message>
    <message>
        <source>Findings in this rep</source>
        <translation>Befunde in dieser Wiederholung</translation>
    </message>
    <message>
        <source>The clip cuts this rep off; it is not judged.</source>
        <translation>Der Clip schneidet diese Wiederholung ab; sie wird nicht beurteilt.</translation>
    </message>
    <message>
        <source>almost done</source>
        <translation>fast fertig</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>noch {seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>noch {minutes} min</translation>
    </message>
    <message>
        <source> % thigh</source>
        <translation> % Oberschenkel</translation>
    </message>
    <message>
        <source> % foot</source>
        <translation> % Fuß</translation>
    </message>
    <message>
        <source> % trunk</source>
        <translation> % Rumpf</translation>
    </message>
    <message>
        <source>rule pack {pack}</source>
        <translation>Regelpaket {pack}</translation>
    </message>
    <message>
        <source>knowledge base {chapter}</source>
        <translation>Wissensbasis {chapter}</translation>
    </message>
    <message>
        <source>rep {reps}</source>
        <translation>Wdh. {reps}</translation>
    </message>
    <message>
        <source>reps {reps}</source>
        <translation>Wdh. {reps}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>mild</source>
        <translation>leicht</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>severe</source>
        <translation>stark</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>hypothesis</source>
        <translation>Hypothese</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>angegeben</translation>
    </message>
    <message>
        <source>safety item</source>
        <translation>Sicherheitspunkt</translation>
    </message>
    <message>
        <source>Change first</source>
        <translation>Zuerst ändern</translation>
    </message>
    <message>
        <source>Cues</source>
        <translation>Cues</translation>
    </message>
    <message>
        <source>Fixes</source>
        <translation>Maßnahmen</translation>
    </message>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>Easier variants</source>
        <translation>Leichtere Varianten</translation>
    </message>
    <message>
        <source>What may stand behind it</source>
        <translation>Was dahinterstehen kann</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Execution</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Common error</source>
        <translation>Häufiger Fehler</translation>
    </message>
    <message>
        <source>Harder</source>
        <translation>Schwerer</translation>
    </message>
    <message>
        <source>Easier</source>
        <translation>Leichter</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>Dosis</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Vorsicht</translation>
    </message>
    <message>
        <source>More for “{title}”</source>
        <translation>Mehr zu „{title}“</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Points to it</source>
        <translation>Deutet darauf hin</translation>
    </message>
    <message>
        <source>Worth trying</source>
        <translation>Einen Versuch wert</translation>
    </message>
    <message>
        <source>no load advice</source>
        <translation>kein Rat zur Last</translation>
    </message>
    <message>
        <source>stop for today</source>
        <translation>für heute aufhören</translation>
    </message>
    <message>
        <source>reduce</source>
        <translation>verringern</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>halten</translation>
    </message>
    <message>
        <source>progress</source>
        <translation>steigern</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Less than two weeks</source>
        <translation>Weniger als zwei Wochen</translation>
    </message>
    <message>
        <source>Two weeks to three months</source>
        <translation>Zwei Wochen bis drei Monate</translation>
    </message>
    <message>
        <source>More than three months</source>
        <translation>Mehr als drei Monate</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Pain</source>
        <translation>Schmerz</translation>
    </message>
    <message>
        <source>Effort and feel</source>
        <translation>Anstrengung und Gefühl</translation>
    </message>
    <message>
        <source>Clearance and readiness</source>
        <translation>Freigabe und Bereitschaft</translation>
    </message>
    <message>
        <source>About the athlete</source>
        <translation>Zur Person</translation>
    </message>
    <message>
        <source>Self-tests</source>
        <translation>Selbsttests</translation>
    </message>
    <message>
        <source>Clips and notes</source>
        <translation>Clips und Notizen</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>sets</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>reps</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>hours a day</source>
        <translation>Stunden am Tag</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Added by hand: {fault}</source>
        <translation>Von Hand hinzugefügt: {fault}</translation>
    </message>
    <message>
        <source>Around the set</source>
        <translation>Rund um den Satz</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Inference rules</source>
        <translation>Schlussregeln</translation>
    </message>
    <message>
        <source>Tiers of the screening</source>
        <translation>Stufen des Vorab-Fragebogens</translation>
    </message>
    <message>
        <source>Filming</source>
        <translation>Filmen</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Cue</source>
        <translation>Cue</translation>
    </message>
    <message>
        <source>With own neutral</source>
        <translation>Mit eigenem Neutral</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Grundlage</translation>
    </message>
    <message>
        <source>When this may be wrong</source>
        <translation>Wann das falsch sein kann</translation>
    </message>
    <message>
        <source>How it is noticed</source>
        <translation>Woran es zu merken ist</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Gebraucht von</translation>
    </message>
    <message>
        <source>Save the questionnaire</source>
        <translation>Fragebogen speichern</translation>
    </message>
    <message>
        <source>questionnaire</source>
        <translation>Fragebogen</translation>
    </message>
    <message>
        <source>as shipped</source>
        <translation>wie mitgeliefert</translation>
    </message>
    <message>
        <source>its own limits</source>
        <translation>ihre eigenen Grenzen</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>Zeigt</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Clothing</source>
        <translation>Kleidung</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Davor</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>EvidenceBlock</name>
    <message>
        <source>inside the limit of {threshold} ({source})</source>
        <translation>innerhalb der Grenze von {threshold} ({source})</translation>
    </message>
    <message>
        <source>{severity}: past the limit of {threshold} ({source})</source>
        <translation>{severity}: über der Grenze von {threshold} ({source})</translation>
    </message>
    <message>
        <source>Rep {number}: show the frame and the graph of {measure}</source>
        <translation>Wiederholung {number}: Bild und Kurve von „{measure}“ zeigen</translation>
    </message>
</context>
<context>
    <name>Switches</name>
    <message>
        <source>More of what lies over the picture</source>
        <translation>Mehr von dem, was über dem Bild liegt</translation>
    </message>
</context>
</TS>
