<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>OptoSAR</name>
    <message>
      <location filename="../../plugin/actions.py" />
      <source>Add &amp;by Hand</source>
      <translation>Von &amp;Hand</translation>
    </message>
    <message>
      <location filename="../../plugin/actions.py" />
      <source>Add a match by hand: click the place in the optical layer, then in the SAR layer; Esc leaves</source>
      <translation>Einen Treffer von Hand hinzufügen: erst in der optischen, dann in der SAR-Ebene klicken; Esc beendet</translation>
    </message>
    <message>
      <location filename="../../plugin/actions.py" />
      <source>Compare &amp;by Swiping</source>
      <translation>Durch Wische&amp;n vergleichen</translation>
    </message>
    <message>
      <location filename="../../plugin/actions.py" />
      <source>Compare both rasters on the map, left and right of a line: drag it, or use the arrow keys; Esc leaves</source>
      <translation>Beide Raster auf der Karte vergleichen, links und rechts einer Linie: mit der Maus oder den Pfeiltasten verschieben; Esc beendet</translation>
    </message>
    <message>
      <location filename="../../plugin/actions.py" />
      <source>Pick Re&amp;gion</source>
      <translation>Re&amp;gion wählen</translation>
    </message>
    <message>
      <location filename="../../plugin/actions.py" />
      <source>Pick a query region: click for a tile, drag for a rectangle; Esc leaves</source>
      <translation>Suchregion wählen: Klick für eine Kachel, Ziehen für ein Rechteck; Esc beendet</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Build one, or open its folder, under Index.</source>
      <translation>Unter „Index“ einen erstellen oder seinen Ordner öffnen.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Change the direction under Search, or choose another index.</source>
      <translation>Unter „Suche“ die Richtung ändern oder einen anderen Index wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Choose the layers under Imagery.</source>
      <translation>Die Ebenen unter „Bilddaten“ wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Give the project a CRS, or untick “Only within the map view”.</source>
      <translation>Dem Projekt ein KBS geben, oder das Häkchen bei „Nur im Kartenausschnitt“ wegnehmen.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>No layer to search with.</source>
      <translation>Keine Ebene, mit der gesucht werden kann.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>No reliable match.</source>
      <translation>Kein verlässlicher Treffer.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Nothing was found.</source>
      <translation>Nichts gefunden.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Pick a place inside the layer, or choose another layer under Imagery.</source>
      <translation>Einen Ort innerhalb der Ebene wählen, oder unter „Bilddaten“ eine andere Ebene.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Search a larger area, or add scenes to the index.</source>
      <translation>Ein größeres Gebiet durchsuchen oder Szenen zum Index hinzufügen.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Searching</source>
      <translation>Suche läuft</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>That place lies outside {names}.</source>
      <translation>Dieser Ort liegt außerhalb von {names}.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>The index holds scenes of the same kind as the query.</source>
      <translation>Der Index enthält Szenen derselben Art wie die Anfrage.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>The map view has no place: the project has no CRS.</source>
      <translation>Die Kartenansicht hat keinen Ort: Das Projekt hat kein KBS.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>The region cannot be used in the CRS of {name}.</source>
      <translation>Die Region lässt sich nicht in das KBS von {name} übertragen.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>There is no index to search.</source>
      <translation>Es gibt keinen Index zum Durchsuchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>&amp;OptoSAR</source>
      <translation>&amp;OptoSAR</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>&amp;Settings…</source>
      <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <location filename="../../plugin/matching.py" />
      <source>Choose an optical layer and tick a SAR layer under Imagery.</source>
      <translation>Unter „Bilddaten“ eine optische Ebene wählen und eine SAR-Ebene anhaken.</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>Click the place in the optical layer. Esc leaves.</source>
      <translation>Den Ort in der optischen Ebene anklicken. Esc beendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>Click the same place as the SAR layer shows it. Esc takes the first point back.</source>
      <translation>Denselben Ort anklicken, wie ihn die SAR-Ebene zeigt. Esc nimmt den ersten Punkt zurück.</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>Drag the line, or move it by the arrow keys. Esc leaves.</source>
      <translation>Die Linie mit der Maus oder den Pfeiltasten verschieben. Esc beendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <location filename="../../plugin/dock/dock.py" />
      <location filename="../../plugin/dock/settings_page.py" />
      <source>OptoSAR</source>
      <translation>OptoSAR</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>Show &amp;Panel</source>
      <translation>&amp;Bedienfeld zeigen</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>Show or hide the OptoSAR panel</source>
      <translation>Das OptoSAR-Bedienfeld zeigen oder verbergen</translation>
    </message>
    <message>
      <location filename="../../plugin/desktop.py" />
      <source>There are no two rasters to compare.</source>
      <translation>Es gibt keine zwei Raster zum Vergleichen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>&amp;Zoom To</source>
      <translation>&amp;Zoomen auf</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <location filename="../../plugin/dock/candidates_model.py" />
      <location filename="../../plugin/dock/matches.py" />
      <location filename="../../plugin/phrases/verdicts.py" />
      <location filename="../../plugin/processing/outputs.py" />
      <source>Accepted</source>
      <translation>Angenommen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <location filename="../../plugin/processing/search_region.py" />
      <source>Candidates</source>
      <translation>Kandidaten</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>Enter shows a candidate on the map.</source>
      <translation>Eingabe zeigt einen Kandidaten auf der Karte.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>Match &amp;Keypoints</source>
      <translation>Keypoints a&amp;bgleichen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>Match the candidate's keypoints with the query's.</source>
      <translation>Die Keypoints des Kandidaten mit denen der Anfrage abgleichen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <location filename="../../plugin/dock/matches.py" />
      <location filename="../../plugin/phrases/verdicts.py" />
      <location filename="../../plugin/processing/outputs.py" />
      <source>No reliable match</source>
      <translation>Kein verlässlicher Treffer</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>No search yet. Pick a region on the map.</source>
      <translation>Noch keine Suche. Eine Region auf der Karte wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>Nothing was found. Search a larger area, or add scenes to the index.</source>
      <translation>Nichts gefunden. Ein größeres Gebiet durchsuchen oder Szenen zum Index hinzufügen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>Picture of the query region</source>
      <translation>Bild der Suchregion</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>Query of one tile, {s:.1f} s</source>
      <translation>Anfrage mit einer Kachel, {s:.1f} s</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>Query of {n} tiles, answered in {s:.1f} s</source>
      <translation>Anfrage mit {n} Kacheln, beantwortet in {s:.1f} s</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>Show the candidate on the map.</source>
      <translation>Den Kandidaten auf der Karte zeigen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <source>The query</source>
      <translation>Die Anfrage</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates_model.py" />
      <source>Inliers</source>
      <translation>Inlier</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates_model.py" />
      <source>No match</source>
      <translation>Kein Treffer</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates_model.py" />
      <source>Not verified</source>
      <translation>Nicht geprüft</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates_model.py" />
      <source>Rank</source>
      <translation>Rang</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates_model.py" />
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Score</source>
      <translation>Güte</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates_model.py" />
      <source>Tile of {scene}</source>
      <translation>Kachel von {scene}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates_model.py" />
      <source>Verdict</source>
      <translation>Urteil</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>&amp;1 Data</source>
      <translation>&amp;1 Daten</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>&amp;2 Search</source>
      <translation>&amp;2 Suche</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>&amp;3 Matches</source>
      <translation>&amp;3 Treffer</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>&amp;4 Export</source>
      <translation>&amp;4 Export</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>OptoSAR computes in a Python of its own. It can be installed from here, also without internet.</source>
      <translation>OptoSAR rechnet in einem eigenen Python. Es lässt sich von hier aus installieren, auch ohne Internet.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>OptoSAR panel</source>
      <translation>OptoSAR-Bedienfeld</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>Set Up Engine…</source>
      <translation>Engine einrichten …</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>Steps of the work</source>
      <translation>Arbeitsschritte</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/dock.py" />
      <source>The engine is not set up</source>
      <translation>Die Engine ist nicht eingerichtet</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Accuracy of the exported raster</source>
      <translation>Genauigkeit des exportierten Rasters</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>CSV</source>
      <translation>CSV</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Co-Re&amp;gister Raster</source>
      <translation>Raster ko-&amp;registrieren</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Co-registered raster</source>
      <translation>Ko-registriertes Raster</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>E&amp;xport Control Points</source>
      <translation>Passpunkte e&amp;xportieren</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Export</source>
      <translation>Export</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>File of control points</source>
      <translation>Datei der Passpunkte</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Format of the control points</source>
      <translation>Format der Passpunkte</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>GeoPackage</source>
      <translation>GeoPackage</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>GeoTIFF (*.tif *.tiff)</source>
      <translation>GeoTIFF (*.tif *.tiff)</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Georeferencer (.points)</source>
      <translation>Georeferenzierung (.points)</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>How the raster is moved. The displacement field follows relief: what an affine transformation leaves is measured between the two rasters, which takes minutes for a whole scene.</source>
      <translation>Wie das Raster bewegt wird. Das Verschiebungsfeld folgt dem Relief: was eine affine Transformation übrig lässt, wird zwischen den beiden Rastern gemessen; das dauert Minuten für eine ganze Szene.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>O&amp;utput raster</source>
      <translation>&amp;Ausgaberaster</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Poin&amp;ts as</source>
      <translation>Punkte a&amp;ls</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Points &amp;file</source>
      <translation>Punkte&amp;datei</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>R&amp;aster to move</source>
      <translation>&amp;Zu bewegen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Raster to move</source>
      <translation>Zu bewegendes Raster</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Replace File</source>
      <translation>Datei ersetzen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Resampl&amp;ing</source>
      <translation>Resamplin&amp;g</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Resampling</source>
      <translation>Resampling</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>The match is not reliable: {reason}</source>
      <translation>Der Abgleich ist nicht verlässlich: {reason}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Tra&amp;nsformation</source>
      <translation>&amp;Transformation</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Transformation</source>
      <translation>Transformation</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>What is exported of it may be wrong.</source>
      <translation>Was von ihm exportiert wird, kann falsch sein.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>Which raster the control points move.</source>
      <translation>Welches Raster die Passpunkte bewegen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>{file} exists already. Replace it?</source>
      <translation>{file} gibt es schon. Ersetzen?</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source> ({px:.2f} px)</source>
      <translation> ({px:.2f} px)</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>After it, at places held out of it: RMSE {rmse}, CE90 {ce90}</source>
      <translation>Danach, an ihm vorenthaltenen Stellen: RMSE {rmse}, CE90 {ce90}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>Before the field: RMSE {rmse}, CE90 {ce90}</source>
      <translation>Vor dem Feld: RMSE {rmse}, CE90 {ce90}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>Field: measured at {measured:.0f} % of {n} places, followed at {followed:.0f} %</source>
      <translation>Feld: gemessen an {measured:.0f} % von {n} Stellen, befolgt an {followed:.0f} %</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>Fit of {n} matches: RMSE {rmse}{px}, CE90 {ce90}</source>
      <translation>Anpassung, {n} Treffer: RMSE {rmse}{px}, CE90 {ce90}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>Held out, {n} matches: RMSE {rmse}, CE90 {ce90}</source>
      <translation>Zurückgehalten, {n} Treffer: RMSE {rmse}, CE90 {ce90}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>Held out, {n} of {aside} matches: RMSE {rmse}, CE90 {ce90}</source>
      <translation>Zurückgehalten, {n} von {aside} Treffern: RMSE {rmse}, CE90 {ce90}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>Rotation {rotation:.2f}°, scale {scale:.4f}</source>
      <translation>Drehung {rotation:.2f}°, Maßstab {scale:.4f}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>Shift {dx:+.1f}, {dy:+.1f} {units}</source>
      <translation>Verschiebung {dx:+.1f}, {dy:+.1f} {units}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/figures.py" />
      <source>map units</source>
      <translation>Karteneinheiten</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/footer.py" />
      <location filename="../../plugin/dock/install_box.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/footer.py" />
      <source>Cancelling…</source>
      <translation>Wird abgebrochen …</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/footer.py" />
      <source>Device and models</source>
      <translation>Gerät und Modelle</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/footer.py" />
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/footer.py" />
      <source>Stop; what is finished so far is kept.</source>
      <translation>Anhalten; was fertig ist, bleibt erhalten.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/footer.py" />
      <source>The engine starts when it is needed.</source>
      <translation>Die Engine startet, wenn sie gebraucht wird.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/footer.py" />
      <source>What is being done</source>
      <translation>Was gerade geschieht</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>&amp;Build</source>
      <translation>&amp;Erstellen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>&amp;Folder</source>
      <translation>O&amp;rdner</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>&amp;Update</source>
      <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Add the footprints of all tiles to the map.</source>
      <translation>Die Umrisse aller Kacheln auf der Karte zeigen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Choose the folder of an index made before.</source>
      <translation>Den Ordner eines vorhandenen Index wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Encode changed and unfinished scenes again.</source>
      <translation>Geänderte und unfertige Szenen neu kodieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Encode the scenes; an interrupted build goes on.</source>
      <translation>Die Szenen kodieren; Unterbrochenes wird fortgesetzt.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Folder of the Index</source>
      <translation>Ordner des Index</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <location filename="../../plugin/processing/base.py" />
      <source>Index</source>
      <translation>Index</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <location filename="../../plugin/processing/build_index.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <location filename="../../plugin/processing/update_index.py" />
      <source>Index folder</source>
      <translation>Ordner des Index</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>No index yet. Tick the SAR layers above, choose a folder and press Build.</source>
      <translation>Noch kein Index. Oben die SAR-Ebenen anhaken, einen Ordner wählen und „Erstellen“ drücken.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Ope&amp;n…</source>
      <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Open Index</source>
      <translation>Index öffnen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Opens the index in it, or is where one is built.</source>
      <translation>Öffnet den Index darin, oder dort wird einer erstellt.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <location filename="../../plugin/dock/proof_view.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>SAR</source>
      <translation>SAR</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Searched by IVF-PQ, {cells} cells, recall@10 {recall:.2f} measured</source>
      <translation>Durchsucht mit IVF-PQ, {cells} Zellen, Recall@10 {recall:.2f} gemessen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Searched exactly</source>
      <translation>Exakt durchsucht</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Show T&amp;iles</source>
      <translation>&amp;Kacheln zeigen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>State of the index</source>
      <translation>Zustand des Index</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Values taken as {kinds}</source>
      <translation>Werte gelesen als {kinds}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>Weights {name} {digest}</source>
      <translation>Gewichte {name} {digest}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>optical</source>
      <translation>optischen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>{n} changed since</source>
      <translation>{n} seither geändert</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>{n} current</source>
      <translation>{n} aktuell</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>{n} missing</source>
      <translation>{n} fehlen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>{n} unfinished</source>
      <translation>{n} unfertig</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/index_box.py" />
      <source>{tiles} tiles of {scenes} {what} scenes ({states})</source>
      <translation>{tiles} Kacheln von {scenes} {what}-Szenen ({states})</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>&amp;Proxy</source>
      <translation>&amp;Proxy</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>&amp;Wheel folder</source>
      <translation>&amp;Wheel-Ordner</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>A further package index, for GPU builds.</source>
      <translation>Ein weiterer Paketindex, für GPU-Pakete.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>E&amp;xtra index URL</source>
      <translation>E&amp;xtra-Index-URL</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Extra index URL</source>
      <translation>Extra-Index-URL</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Folder of Wheel Files</source>
      <translation>Ordner der Wheel-Dateien</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>I&amp;nstall Engine…</source>
      <translation>Engine i&amp;nstallieren …</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Install Engine</source>
      <translation>Engine installieren</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Installation</source>
      <translation>Installation</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Installed</source>
      <translation>Installiert</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Installs from these files, without a network.</source>
      <translation>Installiert aus diesen Dateien, ohne Netz.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Left empty, the HTTP proxy of QGIS is used.</source>
      <translation>Bleibt es leer, gilt der HTTP-Proxy von QGIS.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Make a private Python environment.</source>
      <translation>Eine private Python-Umgebung anlegen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Not installed</source>
      <translation>Nicht installiert</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Progress of the installation</source>
      <translation>Fortschritt der Installation</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Proxy</source>
      <translation>Proxy</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Step {step} of {steps}: {text}</source>
      <translation>Schritt {step} von {steps}: {text}</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>This makes a Python environment in {folder} and installs torch, faiss, rasterio, OpenCV and safetensors there: up to some gigabytes. QGIS itself is not changed. An environment that is there is replaced when the new one is complete.</source>
      <translation>Dies legt in {folder} eine Python-Umgebung an und installiert dort torch, faiss, rasterio, OpenCV und safetensors: bis zu einigen Gigabyte. QGIS selbst wird nicht verändert. Eine vorhandene Umgebung wird erst ersetzt, wenn die neue vollständig ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>What the installation does</source>
      <translation>Was die Installation tut</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>Wheel folder</source>
      <translation>Wheel-Ordner</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/install_box.py" />
      <source>e.g. PyTorch's address for your CUDA version</source>
      <translation>z. B. die Adresse von PyTorch für Ihre CUDA-Version</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>Choose a raster layer</source>
      <translation>Eine Rasterebene wählen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>How the values of the SAR layers are scaled.</source>
      <translation>Wie die Werte der SAR-Ebenen skaliert sind.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>Imagery</source>
      <translation>Bilddaten</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>Op&amp;tical layer</source>
      <translation>&amp;Optische Ebene</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>Optical layer</source>
      <translation>Optische Ebene</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>SAR la&amp;yers</source>
      <translation>&amp;SAR-Ebenen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>SAR layers</source>
      <translation>SAR-Ebenen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>SAR v&amp;alues</source>
      <translation>SAR-&amp;Werte</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>SAR values</source>
      <translation>SAR-Werte</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>The layer you know your way around in.</source>
      <translation>Die Ebene, in der Sie sich auskennen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>Tick the layers to search in; Space ticks by keyboard.</source>
      <translation>Die zu durchsuchenden Ebenen anhaken; mit der Tastatur: Leertaste.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>Warnings about the layers</source>
      <translation>Warnungen zu den Ebenen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/layers_box.py" />
      <source>“{name}” is chosen as optical and as SAR. Tick the SAR layers only.</source>
      <translation>„{name}“ ist als Optik und als SAR gewählt. Nur die SAR-Ebenen anhaken.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source> px</source>
      <translation> px</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>&amp;Threshold</source>
      <translation>Sch&amp;welle</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>&amp;Use Selected</source>
      <translation>Auswahl &amp;verwenden</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Accuracy</source>
      <translation>Genauigkeit</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Appl&amp;y</source>
      <translation>Anwen&amp;den</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>E&amp;xclude Selected</source>
      <translation>Auswahl a&amp;usschließen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Enlar&amp;ge…</source>
      <translation>Ver&amp;größern …</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>M&amp;atch Overlap</source>
      <translation>Ganz a&amp;bgleichen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Match &amp;in View</source>
      <translation>&amp;Im Ausschnitt</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Match the optical with the first ticked SAR layer wherever they overlap.</source>
      <translation>Die optische mit der ersten angehakten SAR-Ebene abgleichen, wo immer sie sich überlappen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Matches</source>
      <translation>Treffer</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Matches with a larger residual are outliers; also applied to the next match.</source>
      <translation>Treffer mit größerem Residuum sind Ausreißer; gilt auch für den nächsten Abgleich.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Model &amp;kind</source>
      <translation>Modell&amp;art</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Residual threshold</source>
      <translation>Schwelle der Residuen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Show the pictures in a window of their own, as large as you like.</source>
      <translation>Die Bilder in einem eigenen Fenster zeigen, so groß Sie mögen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Space ticks a match, Enter shows it on the map.</source>
      <translation>Die Leertaste hakt einen Treffer an, Eingabe zeigt ihn auf der Karte.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>The geometric model the matches must agree on.</source>
      <translation>Das geometrische Modell, in dem die Treffer übereinstimmen müssen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>The same, only within the part of the map that is shown.</source>
      <translation>Dasselbe, nur im gezeigten Teil der Karte.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Tick the selected matches.</source>
      <translation>Die gewählten Treffer anhaken.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Untick the selected matches.</source>
      <translation>Die gewählten Treffer abhaken.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches.py" />
      <source>Use exactly the matches within the threshold.</source>
      <translation>Genau die Treffer innerhalb der Schwelle verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Check</source>
      <translation>Kontrolle</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Excluded</source>
      <translation>Ausgeschlossen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Fit</source>
      <translation>Anpassung</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Fit: shapes the model. Check: held out, measures it. Outlier: disagrees. Excluded: by you.</source>
      <translation>Anpassung: formt das Modell. Kontrolle: zurückgehalten, misst es. Ausreißer: widerspricht. Ausgeschlossen: von Ihnen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>No.</source>
      <translation>Nr.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Outlier</source>
      <translation>Ausreißer</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Residual ({units})</source>
      <translation>Residuum ({units})</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>Use</source>
      <translation>Ja</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>not used</source>
      <translation>nicht verwendet</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/matches_model.py" />
      <source>used</source>
      <translation>verwendet</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/proof_view.py" />
      <source>A spread of the matches in use. Dashed lines are held out of the fit.</source>
      <translation>Eine Streuung der verwendeten Treffer. Gestrichelte sind der Anpassung vorenthalten.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/proof_view.py" />
      <source>Matches side by side</source>
      <translation>Treffer nebeneinander</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/proof_view.py" />
      <source>Matches side by side: {shown} of {all} are drawn</source>
      <translation>Treffer nebeneinander: {shown} von {all} sind gezeichnet</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/proof_view.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>Optical</source>
      <translation>Optisch</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/proof_view.py" />
      <source>OptoSAR: Matches Side by Side</source>
      <translation>OptoSAR: Treffer nebeneinander</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Also turned by &amp;quarter turns</source>
      <translation>Auch um &amp;Vierteldrehungen gedreht</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <location filename="../../plugin/processing/search_region.py" />
      <source>Also turned by quarter turns</source>
      <translation>Auch um Vierteldrehungen gedreht</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Ca&amp;ndidates</source>
      <translation>Ka&amp;ndidaten</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Candidates to verify</source>
      <translation>Zu prüfende Kandidaten</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Coord&amp;inate</source>
      <translation>&amp;Koordinate</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Direc&amp;tion</source>
      <translation>R&amp;ichtung</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Direction</source>
      <translation>Richtung</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Enter searches around this coordinate.</source>
      <translation>Eingabe sucht um diese Koordinate.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <location filename="../../plugin/processing/search_region.py" />
      <source>Looks for the place turned by 90, 180 and 270 degrees as well, for imagery that is not north up; takes about four times as long.</source>
      <translation>Sucht den Ort auch um 90, 180 und 270 Grad gedreht, für Bilder, die nicht genordet sind; dauert etwa viermal so lange.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Map coordinate</source>
      <translation>Kartenkoordinate</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <location filename="../../plugin/processing/search_region.py" />
      <source>Number of candidates</source>
      <translation>Zahl der Kandidaten</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Only within the m&amp;ap view</source>
      <translation>Nur im K&amp;artenausschnitt</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Only within the map view</source>
      <translation>Nur im Kartenausschnitt</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Optical → SAR</source>
      <translation>Optisch → SAR</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>SAR → optical</source>
      <translation>SAR → optisch</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Search</source>
      <translation>Suche</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Search around the coordinate.</source>
      <translation>Um die Koordinate suchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Search for what is selected in the polygon layer that is chosen in the layer panel.</source>
      <translation>Nach dem suchen, was in der im Layerfenster gewählten Polygonebene ausgewählt ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>The best candidates are checked by keypoints and ranked again; about a second each.</source>
      <translation>Die besten Kandidaten werden durch Keypoints geprüft und neu geordnet; je etwa eine Sekunde.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Use Selected &amp;Feature</source>
      <translation>Gewähltes &amp;Objekt verwenden</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>Verif&amp;y best</source>
      <translation>Beste &amp;prüfen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>What is clicked → what the index holds.</source>
      <translation>Was angeklickt wird → was der Index enthält.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/search_box.py" />
      <source>x, y in the CRS of the project</source>
      <translation>x, y im KBS des Projekts</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>&amp;Cache folder</source>
      <translation>&amp;Cache-Ordner</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>&amp;Device</source>
      <translation>&amp;Gerät</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>&amp;Interpreter</source>
      <translation>&amp;Interpreter</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>&amp;Test Engine</source>
      <translation>Engine &amp;testen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Cache Folder</source>
      <translation>Cache-Ordner</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Cache folder</source>
      <translation>Cache-Ordner</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Copied</source>
      <translation>Kopiert</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Copy Dia&amp;gnostics</source>
      <translation>Dia&amp;gnose kopieren</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Copy a text to be put into a report.</source>
      <translation>Einen Text für einen Fehlerbericht kopieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <location filename="../../plugin/processing/base.py" />
      <source>Device</source>
      <translation>Gerät</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Engine</source>
      <translation>Engine</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Files</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Holds the results of runs whose project has not been saved.</source>
      <translation>Enthält die Ergebnisse von Läufen, deren Projekt nicht gespeichert ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Interpreter</source>
      <translation>Interpreter</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Left empty, the engine's Python is looked for.</source>
      <translation>Bleibt es leer, wird das Python der Engine gesucht.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>No Python of the engine was found.</source>
      <translation>Kein Python der Engine gefunden.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>No interpreter</source>
      <translation>Kein Interpreter</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>None was found</source>
      <translation>Keiner gefunden</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>OptoSAR settings</source>
      <translation>OptoSAR-Einstellungen</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Press Install Engine…, or choose a Python that has the libraries.</source>
      <translation>„Engine installieren …“ drücken, oder ein Python wählen, das die Bibliotheken hat.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Press Install Engine…, or choose another interpreter.</source>
      <translation>„Engine installieren …“ drücken, oder einen anderen Interpreter wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Python of the Engine</source>
      <translation>Python der Engine</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Start the interpreter and look for the libraries.</source>
      <translation>Den Interpreter starten und nach den Bibliotheken sehen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>Testing…</source>
      <translation>Wird getestet …</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>The engine can be used</source>
      <translation>Die Engine ist benutzbar</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>The engine cannot be used</source>
      <translation>Die Engine ist nicht benutzbar</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/settings_page.py" />
      <source>auto takes a GPU where there is one; cuda:1 names the second.</source>
      <translation>auto nimmt eine GPU, wo es eine gibt; cuda:1 nennt die zweite.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>&amp;Keypoint matching</source>
      <translation>&amp;Keypoint-Abgleich</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>As shipped</source>
      <translation>Wie mitgeliefert</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>Describes tiles when an index is built, and when one is searched that was built with them.</source>
      <translation>Beschreibt Kacheln, wenn ein Index aufgebaut und wenn ein damit aufgebauter durchsucht wird.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>Files of the training command line (.safetensors). Left empty, the weights that ship are used.</source>
      <translation>Dateien des Trainings auf der Kommandozeile (.safetensors). Bleibt ein Feld leer, gelten die mitgelieferten Gewichte.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>Finds and describes keypoints. The verdict was calibrated with the weights that ship.</source>
      <translation>Findet und beschreibt Keypoints. Das Urteil wurde mit den mitgelieferten Gewichten kalibriert.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>Keypoint matching</source>
      <translation>Keypoint-Abgleich</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>Tile &amp;retrieval</source>
      <translation>Kachel&amp;suche</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>Tile retrieval</source>
      <translation>Kachelsuche</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>Weights</source>
      <translation>Gewichte</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/weights_box.py" />
      <source>Weights of your own training</source>
      <translation>Gewichte aus eigenem Training</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>Choose one there, select polygons in it, then press the button again.</source>
      <translation>Dort eine wählen, in ihr Polygone auswählen, dann den Knopf noch einmal drücken.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>Draw it again, or select another one.</source>
      <translation>Noch einmal zeichnen, oder ein anderes wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>No polygon is selected in “{name}”.</source>
      <translation>In „{name}“ ist kein Polygon ausgewählt.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>No polygon layer is chosen in the layer panel.</source>
      <translation>Im Layerfenster ist keine Polygonebene gewählt.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>Select some, or choose another layer in the layer panel, then press the button again.</source>
      <translation>Welche auswählen oder im Layerfenster eine andere Ebene wählen, dann den Knopf noch einmal drücken.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>That is no coordinate.</source>
      <translation>Das ist keine Koordinate.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>The selected polygon is empty or damaged.</source>
      <translation>Das gewählte Polygon ist leer oder beschädigt.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>The tiles of the index cannot be read.</source>
      <translation>Die Kacheln des Index lassen sich nicht lesen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>Type x, y in the CRS of the project, like 412000, 5820000.</source>
      <translation>x, y im KBS des Projekts eingeben, etwa 412000, 5820000.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>Update the index, then try again.</source>
      <translation>Den Index aktualisieren, dann noch einmal versuchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/blocking.py" />
      <location filename="../../plugin/engine/client.py" />
      <location filename="../../plugin/phrases/engine.py" />
      <location filename="../../plugin/processing/base.py" />
      <source>Cancelled.</source>
      <translation>Abgebrochen.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/environment.py" />
      <source>The interpreter gave no answer.</source>
      <translation>Der Interpreter hat nicht geantwortet.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/environment.py" />
      <location filename="../../plugin/engine/installer.py" />
      <source>{program} cannot be started.</source>
      <translation>{program} lässt sich nicht starten.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>Choose another interpreter in Settings → Options… → OptoSAR, or press Install Engine there.</source>
      <translation>Unter Einstellungen → Optionen … → OptoSAR einen anderen Interpreter wählen oder dort „Engine installieren“ drücken.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>It starts again with the next request; an index build goes on where it stood.</source>
      <translation>Sie startet mit der nächsten Anfrage wieder; ein Index wird fortgesetzt, wo er stand.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>Open Settings → Options… → OptoSAR and press Install Engine.</source>
      <translation>Einstellungen → Optionen … → OptoSAR öffnen und „Engine installieren“ drücken.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>Press Test Engine in Settings → Options… → OptoSAR.</source>
      <translation>Unter Einstellungen → Optionen … → OptoSAR „Engine testen“ drücken.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>Restart QGIS after an update, or install the engine again.</source>
      <translation>QGIS nach einer Aktualisierung neu starten oder die Engine neu installieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>The engine cannot be started with {program}.</source>
      <translation>Die Engine lässt sich mit {program} nicht starten.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>The engine did not start in time.</source>
      <translation>Die Engine ist nicht rechtzeitig gestartet.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>The engine does not fit this plugin: {problem}.</source>
      <translation>Die Engine passt nicht zu dieser Erweiterung: {problem}.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>The engine is not installed yet.</source>
      <translation>Die Engine ist noch nicht installiert.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>The engine stopped: {how}.</source>
      <translation>Die Engine ist stehen geblieben: {how}.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>it ended with code {code}</source>
      <translation>sie endete mit Code {code}</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/errors.py" />
      <source>it was killed or crashed</source>
      <translation>sie wurde beendet oder ist abgestürzt</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>Check that the wheel folder holds all packages for this system and version of Python.</source>
      <translation>Prüfen, ob der Wheel-Ordner alle Pakete für dieses System und diese Python-Version enthält.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>Check the network or the proxy, or choose a folder of wheel files.</source>
      <translation>Netz oder Proxy prüfen, oder einen Ordner mit Wheel-Dateien wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>Installing packages</source>
      <translation>Pakete werden installiert</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>Making the environment</source>
      <translation>Umgebung wird angelegt</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>No Python was found to install with. Install Python 3.9 or newer and try again.</source>
      <translation>Es wurde kein Python zum Installieren gefunden. Python 3.9 oder neuer installieren und noch einmal versuchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>The Python it is made with may lack the module venv (on Debian and Ubuntu: install python3-venv).</source>
      <translation>Dem Python dafür fehlt vielleicht das Modul venv (unter Debian und Ubuntu: python3-venv installieren).</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>The engine is installed in {folder}.</source>
      <translation>Die Engine ist in {folder} installiert.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>The installation failed ({step}); nothing was changed.</source>
      <translation>Die Installation ist fehlgeschlagen ({step}); nichts wurde verändert.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>The installation was cancelled; nothing was changed.</source>
      <translation>Die Installation wurde abgebrochen; nichts wurde verändert.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>The wheel folder {folder} does not exist. Choose another one, or none.</source>
      <translation>Den Wheel-Ordner {folder} gibt es nicht. Einen anderen wählen, oder keinen.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>Trying the packages</source>
      <translation>Pakete werden erprobt</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>What was installed does not work together on this system.</source>
      <translation>Was installiert wurde, arbeitet auf diesem System nicht zusammen.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/installer.py" />
      <source>{folder} cannot be written: {reason}. Check its permissions and the free space.</source>
      <translation>{folder} lässt sich nicht beschreiben: {reason}. Rechte und freien Platz prüfen.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/launch.py" />
      <source>it does not say hello</source>
      <translation>sie meldet sich nicht</translation>
    </message>
    <message>
      <location filename="../../plugin/engine/launch.py" />
      <source>it speaks protocol {found}, not {wanted}</source>
      <translation>sie spricht Protokoll {found}, nicht {wanted}</translation>
    </message>
    <message>
      <location filename="../../plugin/engine_state.py" />
      <source>Engine ended</source>
      <translation>Engine beendet</translation>
    </message>
    <message>
      <location filename="../../plugin/engine_state.py" />
      <source>Engine {version} started, Python {python}</source>
      <translation>Engine {version} gestartet, Python {python}</translation>
    </message>
    <message>
      <location filename="../../plugin/engine_state.py" />
      <source>No Python with the engine's libraries was found.</source>
      <translation>Kein Python mit den Bibliotheken der Engine gefunden.</translation>
    </message>
    <message>
      <location filename="../../plugin/engine_state.py" />
      <source>The interpreter {path} does not exist.</source>
      <translation>Den Interpreter {path} gibt es nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>Building the index</source>
      <translation>Index wird erstellt</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>Choose an optical layer.</source>
      <translation>Eine optische Ebene wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>Choose one under Index.</source>
      <translation>Unter „Index“ einen wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>No folder is chosen for the index.</source>
      <translation>Für den Index ist kein Ordner gewählt.</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>No index in this folder yet. Build makes one of the ticked layers.</source>
      <translation>In diesem Ordner ist noch kein Index. „Erstellen“ macht einen aus den angehakten Ebenen.</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>Reading the index…</source>
      <translation>Index wird gelesen …</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>The index is ready: {n} tiles.</source>
      <translation>Der Index ist fertig: {n} Kacheln.</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>There is nothing to index.</source>
      <translation>Es gibt nichts zu indizieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>Tick a SAR layer.</source>
      <translation>Eine SAR-Ebene anhaken.</translation>
    </message>
    <message>
      <location filename="../../plugin/index.py" />
      <source>Updating the index</source>
      <translation>Index wird aktualisiert</translation>
    </message>
    <message>
      <location filename="../../plugin/jobs.py" />
      <source>OptoSAR is at work.</source>
      <translation>OptoSAR arbeitet gerade.</translation>
    </message>
    <message>
      <location filename="../../plugin/jobs.py" />
      <source>Wait for it, or press Cancel.</source>
      <translation>Abwarten oder „Abbrechen“ drücken.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/geopackage.py" />
      <location filename="../../plugin/runs.py" />
      <source>Free some space, or choose another cache folder in Settings → Options… → OptoSAR.</source>
      <translation>Platz schaffen, oder unter Einstellungen → Optionen … → OptoSAR einen anderen Cache-Ordner wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/geopackage.py" />
      <source>The layers could not be written to {folder}: {detail}.</source>
      <translation>Die Ebenen ließen sich nicht in {folder} schreiben: {detail}.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/provenance.py" />
      <source>Computed on {device}</source>
      <translation>Berechnet auf {device}</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/provenance.py" />
      <source>Made by OptoSAR at {time}</source>
      <translation>Erstellt von OptoSAR um {time}</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/provenance.py" />
      <source>Model {name}, weights {digest}</source>
      <translation>Modell {name}, Gewichte {digest}</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/provenance.py" />
      <source>Parameters {json}</source>
      <translation>Parameter {json}</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/rasters.py" />
      <source>The file of “{name}” is missing: {path}. Restore it or repair the layer's source.</source>
      <translation>Die Datei von „{name}“ fehlt: {path}. Wiederherstellen oder die Quelle der Ebene reparieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/rasters.py" />
      <source>“{name}” cannot be read. Open its properties to repair the source.</source>
      <translation>„{name}“ lässt sich nicht lesen. In den Eigenschaften die Quelle reparieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/rasters.py" />
      <source>“{name}” has coordinates, but its file does not say in which CRS. Write that into the file (Raster ▸ Projections ▸ Assign Projection).</source>
      <translation>„{name}“ hat Koordinaten, aber die Datei sagt nicht, in welchem KBS. Das KBS in die Datei schreiben (Raster ▸ Projektionen ▸ Projektion zuweisen).</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/rasters.py" />
      <source>“{name}” is a {provider} layer. Save it as GeoTIFF (Export → Save As…) and use that.</source>
      <translation>„{name}“ ist eine {provider}-Ebene. Als GeoTIFF speichern (Export → Speichern als …) und diese verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/rasters.py" />
      <source>“{name}” is drawn elsewhere than its file says: it was assigned another CRS. Set the layer's CRS back, or write the right one into the file (Raster ▸ Projections ▸ Assign Projection).</source>
      <translation>„{name}“ wird anderswo gezeichnet, als die Datei sagt: Der Ebene wurde ein anderes KBS zugewiesen. Das KBS der Ebene zurücksetzen, oder das richtige in die Datei schreiben (Raster ▸ Projektionen ▸ Projektion zuweisen).</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/rasters.py" />
      <source>“{name}” is not georeferenced: it is matched in pixels, taken as 10 m each.</source>
      <translation>„{name}“ ist nicht georeferenziert: abgeglichen wird in Pixeln, zu je 10 m.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/rasters.py" />
      <source>“{name}” is placed by control points alone, as radar products are delivered. Warp it first (Raster ▸ Projections ▸ Warp) and use the result.</source>
      <translation>„{name}“ hat seinen Ort nur durch Passpunkte, wie Radarprodukte geliefert werden. Zuerst transformieren (Raster ▸ Projektionen ▸ Transformieren) und das Ergebnis verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/run.py" />
      <source>Keypoints</source>
      <translation>Keypoints</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/run.py" />
      <source>Keypoints found in both scenes; above 20 000 they are thinned evenly.</source>
      <translation>In beiden Szenen gefundene Keypoints; über 20 000 werden sie gleichmäßig ausgedünnt.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/run.py" />
      <source>Lines from the optical to the SAR keypoint of each match. Where the layers are nearly in register they are short: the displacement is what remains to be corrected. Dashed: held out of the fit.</source>
      <translation>Linien vom optischen zum SAR-Keypoint jedes Treffers. Wo die Ebenen fast zueinander passen, sind sie kurz: die Verschiebung ist, was noch zu berichtigen bleibt. Gestrichelt: der Anpassung vorenthalten.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/run.py" />
      <source>Matches (optical to SAR)</source>
      <translation>Treffer (Optik nach SAR)</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/run.py" />
      <source>Query region</source>
      <translation>Suchregion</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/run.py" />
      <source>Retrieved tiles</source>
      <translation>Gefundene Kacheln</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/run.py" />
      <source>The region that was searched for.</source>
      <translation>Die Region, nach der gesucht wurde.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/run.py" />
      <source>Tiles retrieved from the index, graduated by score, labelled with their rank.</source>
      <translation>Aus dem Index gefundene Kacheln, nach Güte abgestuft, mit ihrem Rang beschriftet.</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>Check match, held out (dashed)</source>
      <translation>Kontrolltreffer, zurückgehalten (gestrichelt)</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>Match in the fit (circle optical, square SAR)</source>
      <translation>Treffer der Anpassung (Kreis Optik, Quadrat SAR)</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>Not used: outlier or excluded</source>
      <translation>Nicht verwendet: Ausreißer oder ausgeschlossen</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>Optical keypoint</source>
      <translation>Optischer Keypoint</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>Residual 1 to 2 px</source>
      <translation>Residuum 1 bis 2 px</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>Residual over 2 px</source>
      <translation>Residuum über 2 px</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>Residual up to 1 px</source>
      <translation>Residuum bis 1 px</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>SAR keypoint</source>
      <translation>SAR-Keypoint</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/styles.py" />
      <source>Score {low:.3f} to {high:.3f}</source>
      <translation>Güte {low:.3f} bis {high:.3f}</translation>
    </message>
    <message>
      <location filename="../../plugin/layers/tiles.py" />
      <source>Tiles of {index}</source>
      <translation>Kacheln von {index}</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Candidate {rank} could not be matched.</source>
      <translation>Kandidat {rank} ließ sich nicht abgleichen.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Co-registering</source>
      <translation>Ko-Registrierung läuft</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Control points were written to {path}.</source>
      <translation>Passpunkte wurden nach {path} geschrieben.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Match a candidate or the layers first; then add what is missing.</source>
      <translation>Erst einen Kandidaten oder die Ebenen abgleichen; dann ergänzen, was fehlt.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Matches are edited in the panel; layers of a run show what it says.</source>
      <translation>Treffer werden im Bedienfeld bearbeitet; die Ebenen eines Laufs zeigen, was dort steht.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <location filename="../../plugin/phrases/progress.py" />
      <source>Matching</source>
      <translation>Keypoints werden abgeglichen</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Matching needs two layers.</source>
      <translation>Der Abgleich braucht zwei Ebenen.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>That place lies outside the area of the layer's CRS.</source>
      <translation>Dieser Ort liegt außerhalb des Gebiets, für das das KBS der Ebene gilt.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>The co-registered raster was written to {path}.</source>
      <translation>Das ko-registrierte Raster wurde nach {path} geschrieben.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>The map view lies elsewhere than the layers.</source>
      <translation>Die Kartenansicht liegt anderswo als die Ebenen.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>There are no matches to add to.</source>
      <translation>Es gibt keine Treffer, zu denen etwas hinzukäme.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Try the next candidate.</source>
      <translation>Den nächsten Kandidaten versuchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Unsaved edits of {layers} were replaced.</source>
      <translation>Nicht gespeicherte Änderungen an {layers} wurden ersetzt.</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>Writing control points</source>
      <translation>Passpunkte werden geschrieben</translation>
    </message>
    <message>
      <location filename="../../plugin/matching.py" />
      <source>{file} may be wrong: the match is not reliable.</source>
      <translation>{file} kann falsch sein: der Abgleich ist nicht verlässlich.</translation>
    </message>
    <message>
      <location filename="../../plugin/messages.py" />
      <source>Show Log</source>
      <translation>Protokoll zeigen</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Affine</source>
      <translation>Affin</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Average</source>
      <translation>Mittel</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Bilinear</source>
      <translation>Bilinear</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Cubic</source>
      <translation>Kubisch</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Cubic spline</source>
      <translation>Kubischer Spline</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Displacement field (follows relief)</source>
      <translation>Verschiebungsfeld (folgt dem Relief)</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Homography</source>
      <translation>Homographie</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Lanczos</source>
      <translation>Lanczos</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Mode</source>
      <translation>Häufigster Wert</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Nearest neighbour</source>
      <translation>Nächster Nachbar</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Optical onto SAR</source>
      <translation>Optik auf SAR</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Polynomial 1</source>
      <translation>Polynom 1</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Polynomial 2</source>
      <translation>Polynom 2</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Polynomial 3</source>
      <translation>Polynom 3</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>SAR onto optical</source>
      <translation>SAR auf Optik</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Similarity</source>
      <translation>Ähnlichkeit</translation>
    </message>
    <message>
      <location filename="../../plugin/offered.py" />
      <source>Thin plate spline</source>
      <translation>Thin Plate Spline</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/__init__.py" />
      <source>8-bit picture</source>
      <translation>8-Bit-Bild</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/__init__.py" />
      <source>Amplitude</source>
      <translation>Amplitude</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/__init__.py" />
      <source>Decibel</source>
      <translation>Dezibel</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/__init__.py" />
      <source>Detect from the values</source>
      <translation>Aus den Werten erkennen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/__init__.py" />
      <source>Intensity</source>
      <translation>Intensität</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>A displacement field is measured against a reference raster, and there is none.</source>
      <translation>Ein Verschiebungsfeld wird gegen ein Referenzraster gemessen, und es gibt keines.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>All control points lie on one line.</source>
      <translation>Alle Passpunkte liegen auf einer Geraden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Bring them to one with Raster ▸ Conversion ▸ Translate, or export some of the bands.</source>
      <translation>Sie mit Raster ▸ Konvertierung ▸ Umwandeln (Format konvertieren) auf einen bringen, oder einzelne Kanäle exportieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Check that the control points belong to these two rasters.</source>
      <translation>Prüfen, ob die Passpunkte zu diesen beiden Rastern gehören.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Choose a .points file.</source>
      <translation>Eine .points-Datei wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Choose a file of control points.</source>
      <translation>Eine Datei mit Passpunkten wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Choose nearest resampling.</source>
      <translation>Als Resampling „Nächster Nachbar“ wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Choose points, csv or gpkg.</source>
      <translation>points, csv oder gpkg wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Choose sar or optical.</source>
      <translation>sar oder optical wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Choose scenes that show the same ground, registered to within 16 pixels.</source>
      <translation>Szenen wählen, die dasselbe Gelände zeigen und auf 16 Pixel genau übereinanderliegen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Choose that raster, or match the layers again.</source>
      <translation>Jenes Raster wählen, oder die Ebenen noch einmal abgleichen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Control points cannot be written as “{kind}”.</source>
      <translation>Passpunkte lassen sich nicht als „{kind}“ schreiben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Correct it.</source>
      <translation>Das berichtigen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Give a positive number in units of the CRS.</source>
      <translation>Eine positive Zahl in Einheiten des KBS angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Give the reference its CRS, or match the layers again.</source>
      <translation>Der Referenz ihr KBS geben, oder die Ebenen noch einmal abgleichen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Give the reference, or choose another transformation.</source>
      <translation>Die Referenz angeben, oder eine andere Transformation wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>It needs a layer “{name}” of control points.</source>
      <translation>Sie braucht eine Ebene „{name}“ mit Passpunkten.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Line {number} of {name} has fewer than four fields.</source>
      <translation>Zeile {number} von {name} hat weniger als vier Felder.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Line {number} of {name} holds no numbers.</source>
      <translation>Zeile {number} von {name} enthält keine Zahlen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Make one with “optosar data refine”.</source>
      <translation>Eines mit „optosar data refine“ erstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Match the layers first, or tick the matches to use.</source>
      <translation>Zuerst die Ebenen abgleichen, oder die zu verwendenden Treffer anhaken.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>No displacement could be measured between {optical} and {sar}.</source>
      <translation>Zwischen {optical} und {sar} ließ sich keine Verschiebung messen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>No match is in use.</source>
      <translation>Kein Treffer wird verwendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Remove one of them, or choose another method.</source>
      <translation>Einen von ihnen entfernen, oder eine andere Transformation wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Save the points again from the Georeferencer.</source>
      <translation>Die Punkte aus der Georeferenzierung noch einmal speichern.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Save the points again with “optosar match”.</source>
      <translation>Die Punkte mit „optosar match“ noch einmal speichern.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Spread the control points over the image, or choose a simpler method.</source>
      <translation>Die Passpunkte über das Bild verteilen, oder eine einfachere Transformation wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Spread the control points over the image.</source>
      <translation>Die Passpunkte über das Bild verteilen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The colours of this raster are numbers of a palette, which cannot be mixed.</source>
      <translation>Die Farben dieses Rasters sind Nummern einer Palette und lassen sich nicht mischen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The control points lie on too few lines for a polynomial of order {order}.</source>
      <translation>Die Passpunkte liegen auf zu wenigen Geraden für ein Polynom der Ordnung {order}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The displacement could be measured at only {n} of {m} places.</source>
      <translation>Die Verschiebung ließ sich nur an {n} von {m} Orten messen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The displacement field {path} cannot be read.</source>
      <translation>Das Verschiebungsfeld {path} lässt sich nicht lesen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The method {method} needs {needed} control points; there are {n}.</source>
      <translation>Die Transformation {method} braucht {needed} Passpunkte; es sind {n}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The moved raster and the reference share no ground.</source>
      <translation>Das bewegte Raster und die Referenz zeigen kein gemeinsames Gelände.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The moved raster does not reach the area of the result, which would be empty.</source>
      <translation>Das bewegte Raster reicht nicht in das Gebiet des Ergebnisses; es bliebe leer.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The rasters must share some hundred pixels of ground, with structure in both, within about 16 pixels of the affine transformation. Check the match, or choose another transformation.</source>
      <translation>Die Raster müssen einige hundert Pixel gemeinsames Gelände zeigen, mit Struktur in beiden, auf etwa 16 Pixel genau nach der affinen Transformation. Den Abgleich prüfen, oder eine andere Transformation wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The reference raster and the control points do not both have a CRS.</source>
      <translation>Nicht beide, Referenzraster und Passpunkte, haben ein KBS.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>The transformation runs away towards the edges of the raster.</source>
      <translation>Die Transformation läuft zu den Rändern des Rasters hin davon.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>There is no method “{name}”.</source>
      <translation>Es gibt keine Transformation „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>There is no resampling “{name}”.</source>
      <translation>Es gibt kein Resampling „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Two control points lie in the same place.</source>
      <translation>Zwei Passpunkte liegen am selben Ort.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Use more matches, or choose a simpler method.</source>
      <translation>Mehr Treffer verwenden, oder eine einfachere Transformation wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>Use the reference’s grid, a simpler method, or control points from all over the raster.</source>
      <translation>Das Gitter der Referenz, eine einfachere Transformation oder Passpunkte aus dem ganzen Raster verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>{name} has bands of several types: {types}.</source>
      <translation>{name} hat Kanäle verschiedener Datentypen: {types}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>{name} has no column {columns}.</source>
      <translation>{name} hat keine Spalte {columns}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>{name} holds a place that is no number.</source>
      <translation>{name} enthält einen Ort, der keine Zahl ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>{name} holds something that is no number: {why}.</source>
      <translation>{name} enthält etwas, das keine Zahl ist: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>{name} lies elsewhere than the raster that the control points were made with.</source>
      <translation>{name} liegt anderswo als das Raster, mit dem die Passpunkte gemacht wurden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>{path} is no displacement field.</source>
      <translation>{path} ist kein Verschiebungsfeld.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>{size} is no pixel size.</source>
      <translation>{size} ist keine Pixelgröße.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/coregistering.py" />
      <source>“{side}” cannot be moved.</source>
      <translation>„{side}“ lässt sich nicht bewegen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Check its permissions.</source>
      <translation>Ihre Zugriffsrechte prüfen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Choose another file or install the plugin again.</source>
      <translation>Eine andere Datei wählen, oder das Plugin noch einmal installieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Choose another file.</source>
      <translation>Eine andere Datei wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Choose weights made with its training command line.</source>
      <translation>Gewichte wählen, die mit seinem Training auf der Kommandozeile entstanden sind.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Choose weights of the right network.</source>
      <translation>Gewichte des richtigen Netzes wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Choose “auto” or “cpu”, or install a CUDA build of torch.</source>
      <translation>„auto“ oder „cpu“ wählen, oder torch in einer Fassung für CUDA installieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Close other programs, or choose the CPU.</source>
      <translation>Andere Programme schließen, oder die CPU wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Close other programs, or work on a smaller area.</source>
      <translation>Andere Programme schließen, oder mit einem kleineren Gebiet arbeiten.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Copy or export it again.</source>
      <translation>Sie noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Every optical point needs one SAR point.</source>
      <translation>Jeder optische Punkt braucht einen SAR-Punkt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Export it again, or choose another file.</source>
      <translation>Sie noch einmal exportieren, oder eine andere Datei wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Install the engine again.</source>
      <translation>Die Engine noch einmal installieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Install the plugin again.</source>
      <translation>Das Plugin noch einmal installieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>It was made by another version.</source>
      <translation>Die Datei stammt von einer anderen Version.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Memory ran out on a single tile.</source>
      <translation>Der Speicher reicht nicht einmal für eine Kachel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Memory ran out; going on with batches of {n} tiles.</source>
      <translation>Der Speicher reicht nicht; es geht mit je {n} Kacheln weiter.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Memory ran out; going on with parts of {size} px.</source>
      <translation>Der Speicher reicht nicht; es geht mit Teilen von {size} px weiter.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Name an .npz with all convolutions of VGG16.</source>
      <translation>Eine .npz-Datei mit allen Faltungen von VGG16 nennen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>No CUDA device is usable from the engine.</source>
      <translation>Die Engine kann kein CUDA-Gerät verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Please report it with the log's details.</source>
      <translation>Das bitte mit den Einzelheiten aus dem Protokoll melden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Something went wrong in the engine: {kind}: {what}</source>
      <translation>In der Engine ist etwas schiefgegangen: {kind}: {what}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The ImageNet weights have no {part} of the shape {shape}.</source>
      <translation>Die ImageNet-Gewichte haben kein {part} der Form {shape}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The answer cannot be sent: {why}.</source>
      <translation>Die Antwort lässt sich nicht senden: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The engine has no method “{name}”.</source>
      <translation>Die Engine hat keine Methode „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The engine's Python environment is incomplete: {why}.</source>
      <translation>Die Python-Umgebung der Engine ist unvollständig: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The list of bundled weights cannot be read.</source>
      <translation>Die Liste der mitgelieferten Gewichte lässt sich nicht lesen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The memory does not suffice.</source>
      <translation>Der Arbeitsspeicher reicht nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The weights file {name} cannot be read: {why}</source>
      <translation>Die Gewichtsdatei {name} lässt sich nicht lesen: {why}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The weights file {name} cannot be read: {why}.</source>
      <translation>Die Gewichtsdatei {name} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The weights file {name} does not say what it holds.</source>
      <translation>Die Gewichtsdatei {name} sagt nicht, was sie enthält.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The weights file {name} is damaged: its checksum differs from the recorded one.</source>
      <translation>Die Gewichtsdatei {name} ist beschädigt: Ihre Prüfsumme ist anders als die darin vermerkte.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The weights file {name} is damaged: its checksum differs from the registered one.</source>
      <translation>Die Gewichtsdatei {name} ist beschädigt: Ihre Prüfsumme ist anders als die hinterlegte.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>The weights file {path} does not exist.</source>
      <translation>Die Gewichtsdatei {path} gibt es nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>There are no weights named “{name}”.</source>
      <translation>Es gibt keine Gewichte namens „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>This line is no request: {why}.</source>
      <translation>Diese Zeile ist keine Anfrage: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Unknown device “{name}”.</source>
      <translation>Unbekanntes Gerät „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Unknown precision “{name}”.</source>
      <translation>Unbekannte Genauigkeit „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Use auto, cpu, cuda or cuda:N.</source>
      <translation>auto, cpu, cuda oder cuda:N angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Use fp32, bf16 or fp16.</source>
      <translation>fp32, bf16 oder fp16 angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>Use one of {names}, or the path of a .safetensors file.</source>
      <translation>Eines davon angeben: {names}; oder den Pfad einer .safetensors-Datei.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a list of objects</source>
      <translation>eine Liste von Objekten</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a list of true and false</source>
      <translation>eine Liste von wahr und falsch</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a list of whole numbers</source>
      <translation>eine Liste ganzer Zahlen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a list of x, y pairs</source>
      <translation>eine Liste von x-y-Paaren</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a number</source>
      <translation>eine Zahl</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a request needs a whole number as its id</source>
      <translation>eine Anfrage braucht eine ganze Zahl als Nummer</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a request needs the name of a method, and its params as an object</source>
      <translation>eine Anfrage braucht den Namen einer Methode und ihre Parameter als Objekt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a text</source>
      <translation>ein Text</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>a whole number from {low} to {high}</source>
      <translation>eine ganze Zahl von {low} bis {high}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>an object</source>
      <translation>ein Objekt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>not JSON: {why}</source>
      <translation>kein JSON: {why}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>not a JSON object</source>
      <translation>kein JSON-Objekt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>one of {names}</source>
      <translation>eines von {names}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>true or false</source>
      <translation>wahr oder falsch</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>{name} does not fit the network.</source>
      <translation>{name} passt nicht zum Netz.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>{name} holds weights of “{found}”, not of “{wanted}”.</source>
      <translation>{name} enthält Gewichte von „{found}“, nicht von „{wanted}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>{name} was not written by OptoSAR.</source>
      <translation>{name} wurde nicht von OptoSAR geschrieben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>{where} has no parameter “{name}”.</source>
      <translation>{where} hat keinen Parameter „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>{where} needs the parameter “{name}”.</source>
      <translation>{where} braucht den Parameter „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>“target” must be the id of a request.</source>
      <translation>„target“ muss die Nummer einer Anfrage sein.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/engine.py" />
      <source>“{name}” of {where} must be {what}.</source>
      <translation>„{name}“ von {where} muss {what} sein.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>8-bit values are taken as a picture already stretched for display</source>
      <translation>8-Bit-Werte gelten als Bild, das für die Anzeige schon gestreckt ist</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Bands {bands} cannot be used: {name} has bands 1 to {n}.</source>
      <translation>Die Kanäle {bands} sind nicht verwendbar: {name} hat die Kanäle 1 bis {n}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Check its nodata value and mask, or choose another file.</source>
      <translation>Den Nodata-Wert und die Maske prüfen, oder eine andere Datei wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Check the file and its permissions.</source>
      <translation>Die Datei und ihre Zugriffsrechte prüfen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Check the path; the file may have been moved, renamed or deleted.</source>
      <translation>Den Pfad prüfen; die Datei wurde vielleicht verschoben, umbenannt oder gelöscht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Choose the raster file in it.</source>
      <translation>Die Rasterdatei darin wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Convert it with Raster ▸ Conversion ▸ PCT to RGB first.</source>
      <translation>Das Raster zuerst mit Raster ▸ Konvertierung ▸ PCT nach RGB umwandeln.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Give three bands (or one) for optical, one for SAR.</source>
      <translation>Für ein optisches Raster drei Kanäle (oder einen) angeben, für SAR einen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>It has a place but no coordinate reference system; it is used in its own pixels. Assign one with Raster ▸ Projections ▸ Assign Projection.</source>
      <translation>Es hat einen Ort, aber kein Koordinatenbezugssystem; es wird in seinen eigenen Pixeln verwendet. Mit Raster ▸ Projektionen ▸ Projektion zuweisen eines zuweisen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>It has no georeference; it is used in its own pixels.</source>
      <translation>Es hat keine Georeferenz; es wird in seinen eigenen Pixeln verwendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>It is placed by control points only; it is used in its own pixels. Warp it to place it on the map.</source>
      <translation>Es ist nur durch Passpunkte verortet; es wird in seinen eigenen Pixeln verwendet. Entzerrt hätte es einen Ort auf der Karte.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>It is probably a container: choose one of the rasters inside it.</source>
      <translation>Die Datei fasst wahrscheinlich mehrere Raster zusammen: eines davon wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>It was given as SAR but has red, green and blue bands, as an optical image does.</source>
      <translation>Es wurde als SAR angegeben, hat aber rote, grüne und blaue Kanäle wie ein optisches Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>It was given as optical but a band is named after a radar polarisation.</source>
      <translation>Es wurde als optisch angegeben, aber ein Kanal heißt nach einer Radarpolarisation.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>It was given as optical but holds negative values, as SAR in decibel does.</source>
      <translation>Es wurde als optisch angegeben, enthält aber negative Werte wie SAR in Dezibel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>It was given as optical but is grainy throughout, as SAR speckle is.</source>
      <translation>Es wurde als optisch angegeben, ist aber durchweg körnig wie SAR-Speckle.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Make a detected (amplitude or intensity) image of it first.</source>
      <translation>Daraus zuerst ein Amplituden- oder Intensitätsbild machen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>No band says which colour it is: bands 1, 2 and 3 are used as red, green and blue.</source>
      <translation>Kein Kanal sagt, welche Farbe er ist: Kanäle 1, 2 und 3 werden als Rot, Grün und Blau verwendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Put it back, or take the scene out of the list.</source>
      <translation>Sie zurücklegen, oder die Szene aus der Liste nehmen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>The file is probably truncated or damaged; copy or download it again.</source>
      <translation>Die Datei ist wahrscheinlich abgeschnitten oder beschädigt; sie noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>The file may be incomplete or of an unknown format; check that it opens as a layer in QGIS.</source>
      <translation>Die Datei ist vielleicht unvollständig oder von unbekanntem Format; prüfen, ob QGIS sie als Ebene öffnet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>The file {path} does not exist.</source>
      <translation>Die Datei {path} gibt es nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>The file {path} was removed while it was being read.</source>
      <translation>Die Datei {path} wurde entfernt, während sie gelesen wurde.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Unknown kind of scene: {kind}, {radiometry}.</source>
      <translation>Unbekannte Art von Szene: {kind}, {radiometry}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>Use optical or sar, and a known radiometry.</source>
      <translation>optical oder sar angeben, und eine bekannte Radiometrie.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>chosen by the user</source>
      <translation>selbst gewählt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>floating-point values with median {middle}, as in calibrated backscatter</source>
      <translation>Gleitkommawerte mit Median {middle}, wie bei kalibrierter Rückstreuung</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>no valid value to judge by; amplitude is assumed</source>
      <translation>kein gültiger Wert, nach dem zu urteilen wäre; Amplitude wird angenommen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>optical values are used as they are</source>
      <translation>optische Werte werden verwendet, wie sie sind</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>positive values with median {middle}, as in detected amplitude</source>
      <translation>positive Werte mit Median {middle}, wie in detektierter Amplitude</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>values below -1 and a median of {middle}, as in decibel</source>
      <translation>Werte unter -1 und ein Median von {middle}, wie in Dezibel</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{doubt} Check that optical and SAR layers were not swapped.</source>
      <translation>{doubt} Prüfen, ob optische und SAR-Ebenen vertauscht wurden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{name} cannot be opened as a raster: {why}.</source>
      <translation>{name} lässt sich nicht als Raster öffnen: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{name} cannot be read to its end.</source>
      <translation>{name} lässt sich nicht bis zum Ende lesen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{name} cannot be read to its end: {why}.</source>
      <translation>{name} lässt sich nicht bis zum Ende lesen: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{name} cannot be read: {why}.</source>
      <translation>{name} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{name} holds colour numbers of a palette, not colours.</source>
      <translation>{name} enthält Farbnummern einer Palette, keine Farben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{name} holds complex values.</source>
      <translation>{name} enthält komplexe Werte.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{name} holds no bands of its own.</source>
      <translation>{name} enthält keine eigenen Kanäle.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{name} holds no measurement: all its pixels are marked as “no data”.</source>
      <translation>{name} enthält keine Messung: Alle Pixel sind als „keine Daten“ gekennzeichnet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{path} is a folder, not a raster file.</source>
      <translation>{path} ist ein Ordner, keine Rasterdatei.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/imagery.py" />
      <source>{value} is taken as “no data”: it fills areas without being declared as such.</source>
      <translation>{value} gilt als „keine Daten“: Der Wert füllt Flächen, ohne als solcher erklärt zu sein.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>A nodata share of {share} is not usable.</source>
      <translation>Ein Anteil von {share} ohne Werte ist nicht brauchbar.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>A stride of {stride} px does not lie on the lattice of the dense mode.</source>
      <translation>Eine Schrittweite von {stride} px passt nicht zum Gitter der dichten Kodierung.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>A stride of {stride} px leaves gaps or never ends.</source>
      <translation>Eine Schrittweite von {stride} px lässt Lücken oder kommt nie ans Ende.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>A tile is {width} x {height} pixels, not {found_width} x {found_height}.</source>
      <translation>Eine Kachel hat {width} x {height} Pixel, nicht {found_width} x {found_height}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Add scenes with larger covered areas, or build an index that allows more nodata in a tile.</source>
      <translation>Szenen mit größeren zusammenhängenden Flächen hinzufügen, oder einen Index erstellen, der in einer Kachel mehr Pixel ohne Werte zulässt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Assign one with Raster ▸ Projections ▸ Assign Projection, or georeference the image first.</source>
      <translation>Mit Raster ▸ Projektionen ▸ Projektion zuweisen eines zuweisen, oder das Bild zuerst georeferenzieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Build or update it first.</source>
      <translation>Ihn zuerst erstellen oder aktualisieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Build the index again in a new folder.</source>
      <translation>Den Index in einem neuen Ordner noch einmal erstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Choose a folder for the index.</source>
      <translation>Für den Index einen Ordner wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Choose a new or an empty folder for the index.</source>
      <translation>Für den Index einen neuen oder leeren Ordner wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Choose another folder, or the settings that index was made with.</source>
      <translation>Einen anderen Ordner wählen, oder die Einstellungen, mit denen dieser Index erstellt wurde.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Choose another folder, or the weights that index was made with.</source>
      <translation>Einen anderen Ordner wählen, oder die Gewichte, mit denen dieser Index erstellt wurde.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Choose at least one raster to index.</source>
      <translation>Mindestens ein Raster für den Index wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Choose the folder that was named when the index was built, or build one.</source>
      <translation>Den Ordner wählen, der beim Erstellen des Index angegeben wurde, oder einen Index erstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Choose the weights it was made with, or build a new index.</source>
      <translation>Die Gewichte wählen, mit denen er erstellt wurde, oder einen neuen Index erstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Delete {path} and update the index: the scene is encoded again.</source>
      <translation>{path} löschen und den Index aktualisieren: Die Szene wird neu kodiert.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Dense encoding needs an image and tiles on a lattice of {cell} px.</source>
      <translation>Die dichte Kodierung braucht ein Bild und Kacheln auf einem Gitter von {cell} px.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Dense encoding needs {size} px of surroundings around every tile.</source>
      <translation>Die dichte Kodierung braucht {size} px Umgebung um jede Kachel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Give the file {name}.safetensors it was made with, or build a new index.</source>
      <translation>Die Datei {name}.safetensors angeben, mit der er erstellt wurde, oder einen neuen Index erstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Go on building the index.</source>
      <translation>Das Erstellen des Index fortsetzen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>It holds no scene at all.</source>
      <translation>Er enthält gar keine Szene.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>It holds {names}.</source>
      <translation>Er enthält {names}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Name it by its whole path.</source>
      <translation>Sie mit ihrem ganzen Pfad nennen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>No scene was given.</source>
      <translation>Keine Szene wurde angegeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Put it back, or build the index again in the same folder.</source>
      <translation>Sie zurücklegen, oder den Index im selben Ordner noch einmal erstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Several scenes are named {name}.</source>
      <translation>Mehrere Szenen heißen {name}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The descriptors in {name} are damaged.</source>
      <translation>Die Deskriptoren in {name} sind beschädigt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The descriptors in {name} are missing.</source>
      <translation>Die Deskriptoren in {name} fehlen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The folder {folder} holds other files, such as {name}.</source>
      <translation>Der Ordner {folder} enthält andere Dateien, etwa {name}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index does not hold the scene {name}.</source>
      <translation>Der Index enthält die Szene {name} nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {folder} is damaged: its manifest.json has gone.</source>
      <translation>Der Index {folder} ist beschädigt: Seine manifest.json ist weg.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {name} has format version {found}; this is version {wanted}.</source>
      <translation>Der Index {name} hat die Formatversion {found}; hier gilt Version {wanted}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {name} holds no tile yet.</source>
      <translation>Der Index {name} enthält noch keine Kachel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {name} holds no tile: nowhere do its scenes hold enough data and detail for one.</source>
      <translation>Der Index {name} enthält keine Kachel: Nirgends haben seine Szenen genug Daten und Struktur für eine.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {name} is being changed by another process.</source>
      <translation>Der Index {name} wird gerade von einem anderen Prozess geändert.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {name} is being changed by process {number} on this machine.</source>
      <translation>Der Index {name} wird gerade von Prozess {number} auf diesem Rechner geändert.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {name} is being changed by process {number} on {host}.</source>
      <translation>Der Index {name} wird gerade von Prozess {number} auf {host} geändert.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {name} was made with the weights {made_with} ({its_digest}), not with {weights} ({digest}).</source>
      <translation>Der Index {name} wurde mit den Gewichten {made_with} ({its_digest}) erstellt, nicht mit {weights} ({digest}).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The index {name} was made with the weights {weights} ({digest}), which did not come with OptoSAR.</source>
      <translation>Der Index {name} wurde mit den Gewichten {weights} ({digest}) erstellt, die nicht mit OptoSAR geliefert werden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The manifest of the index {name} cannot be read.</source>
      <translation>Das Manifest des Index {name} lässt sich nicht lesen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>The scene is too small: {width} x {height} px at {gsd} units a pixel, while one tile takes {tile_width} x {tile_height} px.</source>
      <translation>Die Szene ist zu klein: {width} x {height} px zu {gsd} Einheiten je Pixel, eine Kachel aber braucht {tile_width} x {tile_height} px.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>There is no index {folder}.</source>
      <translation>Es gibt keinen Index {folder}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Update OptoSAR, or build the index again.</source>
      <translation>OptoSAR aktualisieren, oder den Index noch einmal erstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Update the index: the scene is encoded again.</source>
      <translation>Den Index aktualisieren: Die Szene wird neu kodiert.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Use 0 or more, and less than 1.</source>
      <translation>0 oder mehr angeben, und weniger als 1.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Use 1 to {most} px.</source>
      <translation>1 bis {most} px verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Use a multiple of {cell} px, such as {example}, or the tile mode.</source>
      <translation>Ein Vielfaches von {cell} px verwenden, etwa {example}, oder kachelweise kodieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Use a scene of at least {size} map units in both directions.</source>
      <translation>Eine Szene von mindestens {size} Karteneinheiten in beiden Richtungen verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>Wait until it has finished. If nothing is running any more, delete {path}.</source>
      <translation>Warten, bis er fertig ist. Wenn nichts mehr läuft, {path} löschen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>index.faiss is not up to date; the descriptors are taken from the shards.</source>
      <translation>index.faiss ist nicht aktuell; die Deskriptoren werden aus den Teildateien genommen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{folder} is not an index: it has no manifest.json.</source>
      <translation>{folder} ist kein Index: Es fehlt manifest.json.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{name} already holds an index made with other weights ({weights}).</source>
      <translation>{name} enthält schon einen Index, der mit anderen Gewichten ({weights}) erstellt wurde.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{name} already holds an index with another kind of scene: {held} instead of {asked}.</source>
      <translation>{name} enthält schon einen Index mit einer anderen Art von Szenen: {held} statt {asked}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{name} already holds an index with another nodata share: {held} instead of {asked}.</source>
      <translation>{name} enthält schon einen Index mit einem anderen Anteil ohne Werte: {held} statt {asked}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{name} already holds an index with another stride: {held} instead of {asked}.</source>
      <translation>{name} enthält schon einen Index mit einer anderen Schrittweite: {held} statt {asked}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{name} already holds an index with another way of encoding: {held} instead of {asked}.</source>
      <translation>{name} enthält schon einen Index mit einer anderen Kodierung: {held} statt {asked}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{name} cannot be indexed. {why}</source>
      <translation>{name} lässt sich nicht in den Index aufnehmen. {why}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{name} cannot be indexed: it has no coordinate reference system, so nothing found in it could be shown on the map.</source>
      <translation>{name} lässt sich nicht in den Index aufnehmen: Es hat kein Koordinatenbezugssystem, nichts darin Gefundenes ließe sich auf der Karte zeigen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{name} has not been indexed yet.</source>
      <translation>{name} ist noch nicht im Index.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{path} is a file.</source>
      <translation>{path} ist eine Datei.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{path} is a file; an index is a folder.</source>
      <translation>{path} ist eine Datei; ein Index ist ein Ordner.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/index.py" />
      <source>{path} is held by another program and keeps showing the tiles of before.</source>
      <translation>{path} wird von einem anderen Programm offen gehalten und zeigt weiter die früheren Kacheln.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>At least {width} x {height} are needed: choose a larger area, or a smaller pixel size.</source>
      <translation>Mindestens {width} x {height} sind nötig: ein größeres Gebiet oder eine kleinere Pixelgröße wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Check that each layer has its true CRS, or remove the georeference of one to search the whole of it.</source>
      <translation>Prüfen, ob jede Ebene ihr wahres KBS hat, oder die Georeferenz der einen entfernen, um sie ganz zu durchsuchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Choose an area inside the layer.</source>
      <translation>Ein Gebiet innerhalb der Ebene wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Choose an area that both layers show.</source>
      <translation>Ein Gebiet wählen, das beide Ebenen zeigen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Choose another area or other layers.</source>
      <translation>Ein anderes Gebiet oder andere Ebenen wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Choose one of each, in their own places.</source>
      <translation>Von jeder Art eine wählen, jede an ihrem Platz.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Give a number from {low} to {high}.</source>
      <translation>Eine Zahl von {low} bis {high} angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Give an area, georeference both layers, or find the place with a search first.</source>
      <translation>Ein Gebiet angeben, beide Ebenen georeferenzieren, oder den Ort zuerst mit einer Suche finden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Give one flag for every match.</source>
      <translation>Für jeden Treffer ein Kennzeichen angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Match the layers again.</source>
      <translation>Die Ebenen noch einmal abgleichen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>One of the layers holds no data where they overlap.</source>
      <translation>Eine der Ebenen hat keine Daten, wo sie sich überlappen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Only {width} x {height} pixels of {gsd} units can be matched.</source>
      <translation>Nur {width} x {height} Pixel zu {gsd} Einheiten können abgeglichen werden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>Reinstall OptoSAR, or name another file.</source>
      <translation>OptoSAR neu installieren, oder eine andere Datei nennen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>The area lies outside the overlap of the two layers.</source>
      <translation>Das Gebiet liegt außerhalb der Überlappung beider Ebenen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>The area lies outside {name}.</source>
      <translation>Das Gebiet liegt außerhalb von {name}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>The matching option {name} cannot be {value}.</source>
      <translation>Die Option {name} des Abgleichs kann nicht {value} sein.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>The options are {names}.</source>
      <translation>Die Optionen sind {names}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>The thresholds are {names}.</source>
      <translation>Die Schwellen sind {names}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>The two layers are not an optical and a SAR scene.</source>
      <translation>Die beiden Ebenen sind nicht eine optische und eine SAR-Szene.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>The two layers do not overlap.</source>
      <translation>Die beiden Ebenen überlappen sich nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>The verdict thresholds in {name} cannot be read: {why}.</source>
      <translation>Die Schwellen des Urteils in {name} lassen sich nicht lesen: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>There is no matching option “{name}”.</source>
      <translation>Es gibt keine Option „{name}“ des Abgleichs.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>There is no model “{name}”.</source>
      <translation>Es gibt kein Modell „{name}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>There is no verdict threshold “{name}”.</source>
      <translation>Es gibt keine Schwelle „{name}“ des Urteils.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>This is not a match result: {why}.</source>
      <translation>Das ist kein Ergebnis eines Abgleichs: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>{name} is too large to be searched as a whole ({width} x {height} px).</source>
      <translation>{name} ist zu groß, um als Ganzes durchsucht zu werden ({width} x {height} px).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/matching.py" />
      <source>{n} flags were given for {m} matches.</source>
      <translation>{n} Kennzeichen wurden für {m} Treffer angegeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>At least one candidate must be asked for.</source>
      <translation>Mindestens ein Kandidat muss verlangt werden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Check that each layer has its true CRS.</source>
      <translation>Prüfen, ob jede Ebene ihr wahres KBS hat.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Choose a place farther inside the layer and away from its gaps.</source>
      <translation>Einen Ort weiter innen in der Ebene und abseits ihrer Lücken wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Choose a place that the layer covers.</source>
      <translation>Einen Ort wählen, den die Ebene zeigt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Choose a place with some detail.</source>
      <translation>Einen Ort wählen, an dem etwas zu sehen ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Choose one of {names}.</source>
      <translation>Eines davon wählen: {names}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Coordinates lie outside the area in which the other coordinate reference system is defined.</source>
      <translation>Koordinaten liegen außerhalb des Gebiets, für das das andere Koordinatenbezugssystem gilt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Draw it again.</source>
      <translation>Sie noch einmal zeichnen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Draw it over the indexed scenes, or search without it.</source>
      <translation>Es über die Szenen des Index zeichnen, oder ohne es suchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Georeference the layer, or give the place in its own pixels.</source>
      <translation>Die Ebene georeferenzieren, oder den Ort in ihren eigenen Pixeln angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Georeference the layer, or give the region in the layer's own pixels.</source>
      <translation>Die Ebene georeferenzieren, oder die Region in den eigenen Pixeln der Ebene angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Give it as EPSG:n or as WKT.</source>
      <translation>Es als EPSG:n oder als WKT angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Keypoints are matched between optical and SAR only.</source>
      <translation>Keypoints werden nur zwischen Optik und SAR abgeglichen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>No indexed tile lies in the search area.</source>
      <translation>Im Suchgebiet liegt keine Kachel des Index.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>No thumbnail {name}: {why}</source>
      <translation>Kein Vorschaubild {name}: {why}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Query and index show the same kind of imagery.</source>
      <translation>Anfrage und Index zeigen dieselbe Art von Bildern.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>The place holds too little data: at most {share} of a {width} x {height} px tile there is covered by {name}, and {needed} are needed.</source>
      <translation>Am Ort sind zu wenig Daten: Höchstens {share} einer Kachel von {width} x {height} px deckt {name} dort ab, und {needed} sind nötig.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>The place shows nothing to compare: all its pixels have the same value.</source>
      <translation>Der Ort zeigt nichts, das sich vergleichen ließe: Alle Pixel haben denselben Wert.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>The region and the layer do not agree: one has a coordinate reference system, the other has none.</source>
      <translation>Region und Ebene passen nicht zusammen: Die eine hat ein Koordinatenbezugssystem, die andere hat keines.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>The region is no GeoJSON geometry.</source>
      <translation>Die Region ist keine GeoJSON-Geometrie.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>The region is no usable point.</source>
      <translation>Die Region ist kein brauchbarer Punkt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>The region is no usable polygon.</source>
      <translation>Die Region ist kein brauchbares Polygon.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>The region is no usable rectangle.</source>
      <translation>Die Region ist kein brauchbares Rechteck.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>The region lies outside {name}.</source>
      <translation>Die Region liegt außerhalb von {name}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Unknown kind of region “{kind}”.</source>
      <translation>Unbekannte Art von Region „{kind}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>Use 1 or more.</source>
      <translation>1 oder mehr angeben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>{name} has a coordinate reference system, the place asked for has none.</source>
      <translation>{name} hat ein Koordinatenbezugssystem, der gefragte Ort hat keines.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>{name} has no coordinate reference system, the place asked for has one.</source>
      <translation>{name} hat kein Koordinatenbezugssystem, der gefragte Ort hat eines.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/places.py" />
      <source>“{name}” is not a known coordinate reference system.</source>
      <translation>„{name}“ ist kein bekanntes Koordinatenbezugssystem.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Block {n} of {m}: SAR keypoints</source>
      <translation>Block {n} von {m}: SAR-Keypoints</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Block {n} of {m}: optical keypoints</source>
      <translation>Block {n} von {m}: optische Keypoints</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Block {n} of {m}: reading</source>
      <translation>Block {n} von {m}: wird gelesen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Building the overview 1:{factor}</source>
      <translation>Übersicht 1:{factor} wird erstellt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Drawing thumbnails</source>
      <translation>Vorschaubilder werden gezeichnet</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Fitting the model</source>
      <translation>Modell wird angepasst</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Fitting the transformation</source>
      <translation>Transformation wird angepasst</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Learning codes for the search</source>
      <translation>Codes für die Suche werden gelernt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Loading the network</source>
      <translation>Netz wird geladen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Loading the networks</source>
      <translation>Netze werden geladen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Measuring the displacement</source>
      <translation>Verschiebung wird gemessen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Preparing the search: {n} of {m} tiles</source>
      <translation>Suche wird vorbereitet: {n} von {m} Kacheln</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Reading the query region</source>
      <translation>Suchregion wird gelesen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Searching exactly</source>
      <translation>Genaue Suche</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Searching {n} tiles</source>
      <translation>{n} Kacheln werden durchsucht</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Sharpening the matches</source>
      <translation>Treffer werden geschärft</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Smoothing the displacement</source>
      <translation>Verschiebung wird geglättet</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>The index is up to date.</source>
      <translation>Der Index ist aktuell.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Turned and scaled: {n} of {m}</source>
      <translation>Gedreht und skaliert: {n} von {m}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Verified</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Verifying candidate {n} of {m}</source>
      <translation>Kandidat {n} von {m} wird geprüft</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Warping block {n} of {m}</source>
      <translation>Block {n} von {m} wird umgerechnet</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>Written</source>
      <translation>Geschrieben</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>about {n} h</source>
      <translation>etwa {n} h</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>about {n} min</source>
      <translation>etwa {n} min</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>about {n} s</source>
      <translation>etwa {n} s</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>{name} ({scene} of {scenes}): {n} of {m} tile positions</source>
      <translation>{name} ({scene} von {scenes}): {n} von {m} Kachelpositionen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>{name} ({scene} of {scenes}): {n} of {m} tile positions, {rate} tiles/s, {time} left</source>
      <translation>{name} ({scene} von {scenes}): {n} von {m} Kachelpositionen, {rate} Kacheln/s, noch {time}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>{name}: keypoints</source>
      <translation>{name}: Keypoints werden gesucht</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>{name}: reading</source>
      <translation>{name}: wird gelesen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>{name}: {n} of {m} tile positions</source>
      <translation>{name}: {n} von {m} Kachelpositionen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>{name}: {n} of {m} tile positions, {rate} tiles/s, {time} left</source>
      <translation>{name}: {n} von {m} Kachelpositionen, {rate} Kacheln/s, noch {time}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/progress.py" />
      <source>{n} candidates</source>
      <translation>{n} Kandidaten</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>Check that the folder exists and may be written to, and that no other program holds the file.</source>
      <translation>Prüfen, ob es den Ordner gibt, ob er beschrieben werden darf und ob kein anderes Programm die Datei offen hält.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>Check the free space and the permissions of the folder.</source>
      <translation>Den freien Platz und die Zugriffsrechte des Ordners prüfen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>Choose another name for the result.</source>
      <translation>Für das Ergebnis einen anderen Namen wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>Create it, or choose another folder.</source>
      <translation>Ihn anlegen, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>Free some space for {folder} and start again; what had been finished is kept.</source>
      <translation>Platz für {folder} schaffen und noch einmal beginnen; was fertig war, bleibt erhalten.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>Free some space, choose another folder, or a coarser resolution.</source>
      <translation>Platz schaffen, einen anderen Ordner oder eine gröbere Auflösung wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>The disk is full: {name} could not be written.</source>
      <translation>Der Datenträger ist voll: {name} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>The folder {folder} does not exist.</source>
      <translation>Den Ordner {folder} gibt es nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>The result cannot be written as “{name}”.</source>
      <translation>Das Ergebnis kann nicht als „{name}“ geschrieben werden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>The result may need {needed} MB; {free} MB are free in {folder}.</source>
      <translation>Das Ergebnis braucht vielleicht {needed} MB; {free} MB sind frei in {folder}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>Use the suffix .tif.</source>
      <translation>Verwenden Sie die Endung .tif.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>{name} could not be written: {why}</source>
      <translation>{name} konnte nicht geschrieben werden: {why}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>{name} is one of the inputs.</source>
      <translation>{name} ist eine der Eingaben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/storage.py" />
      <source>{path} could not be written: {why}.</source>
      <translation>{path} konnte nicht geschrieben werden: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>Device or resource busy</source>
      <translation>anderswo in Gebrauch</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>File name too long</source>
      <translation>der Dateiname ist zu lang</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>Input/output error</source>
      <translation>Ein- oder Ausgabefehler</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>Is a directory</source>
      <translation>ein Ordner</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>No such file or directory</source>
      <translation>Datei oder Ordner fehlt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>Not a directory</source>
      <translation>kein Ordner</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>Operation not permitted</source>
      <translation>nicht erlaubt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>Permission denied</source>
      <translation>keine Berechtigung</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>Read-only file system</source>
      <translation>das Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>Too many open files</source>
      <translation>zu viele offene Dateien</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/system.py" />
      <source>{name} not recognized as being in a supported file format</source>
      <translation>{name} ist in keinem unterstützten Dateiformat</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>A point has no finite coordinates.</source>
      <translation>Ein Punkt hat keine endlichen Koordinaten.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>All agreeing matches lie on one line, which leaves the model free across it.</source>
      <translation>Alle übereinstimmenden Treffer liegen auf einer Geraden; quer dazu bleibt das Modell frei.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>All points lie in the same place.</source>
      <translation>Alle Punkte liegen am selben Ort.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>All points lie on one line, which leaves the model free across it.</source>
      <translation>Alle Punkte liegen auf einer Geraden; quer dazu bleibt das Modell frei.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Check that both layers show this place and have their true CRS; otherwise try the next candidate.</source>
      <translation>Prüfen, ob beide Ebenen diesen Ort zeigen und ihr wahres KBS haben; sonst den nächsten Kandidaten versuchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Check that neither image is flipped.</source>
      <translation>Prüfen, ob eines der Bilder gespiegelt ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Check the pixel sizes of both images.</source>
      <translation>Die Pixelgrößen beider Bilder prüfen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Check the pixel sizes of both layers, or use the similarity model.</source>
      <translation>Die Pixelgrößen beider Ebenen prüfen, oder das Ähnlichkeitsmodell verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Choose a place with more structure, or check both layers.</source>
      <translation>Einen Ort mit mehr Struktur wählen, oder beide Ebenen prüfen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Choose a region with lasting structure such as roads, rivers or field borders, enlarge it, or search more keypoints.</source>
      <translation>Eine Region mit dauerhafter Struktur wie Straßen, Flüssen oder Feldgrenzen wählen, sie vergrößern, oder mehr Keypoints suchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>No candidate was verified.</source>
      <translation>Kein Kandidat wurde geprüft.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>No model was found.</source>
      <translation>Es wurde kein Modell gefunden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>No two matches agree on a model.</source>
      <translation>Keine zwei Treffer stimmen mit einem Modell überein.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>None of {n} candidates was accepted. The best: {reason}</source>
      <translation>Keiner von {n} Kandidaten wurde angenommen. Der beste: {reason}</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Only {n} of {m} matches agree on one model ({share}); {needed} are needed.</source>
      <translation>Nur {n} von {m} Treffern stimmen mit einem Modell überein ({share}); {needed} sind nötig.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Only {n} of {m} matches agree on one model; {needed} are needed.</source>
      <translation>Nur {n} von {m} Treffern stimmen mit einem Modell überein; {needed} sind nötig.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Remove that match.</source>
      <translation>Diesen Treffer entfernen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>That {n} of {m} matches agree on one model may be chance (significance {found}, {needed} is needed).</source>
      <translation>Dass {n} von {m} Treffern mit einem Modell übereinstimmen, kann Zufall sein (Signifikanz {found}; {needed} ist nötig).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The agreeing matches cover too little of the image (spread {found}, {needed} is needed).</source>
      <translation>Die übereinstimmenden Treffer decken zu wenig vom Bild ab (Streuung {found}; {needed} ist nötig).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The homography tears the image.</source>
      <translation>Die Homographie zerreißt das Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The homography throws the image to infinity.</source>
      <translation>Die Homographie wirft das Bild ins Unendliche.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The model changes the scale by {scale}, which is not plausible.</source>
      <translation>Das Modell ändert den Maßstab um den Faktor {scale}; das ist nicht plausibel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The model collapses or tears the image.</source>
      <translation>Das Modell staucht oder zerreißt das Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The model folds the image over within its frame.</source>
      <translation>Das Modell faltet das Bild innerhalb seines Rahmens.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The model mirrors the image.</source>
      <translation>Das Modell spiegelt das Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The model scales by {scale}, which no two views of one place do.</source>
      <translation>Das Modell ändert den Maßstab um den Faktor {scale}, wie es zwei Ansichten eines Ortes nie tun.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The model stretches one direction {stretch} times more than another, which no two views of one place do.</source>
      <translation>Das Modell dehnt eine Richtung {stretch}-mal mehr als eine andere, wie es zwei Ansichten eines Ortes nie tun.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The model stretches the image unevenly ({stretch} times), which is not plausible.</source>
      <translation>Das Modell dehnt das Bild ungleichmäßig ({stretch}-fach); das ist nicht plausibel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>The points agree on no rotation and scale.</source>
      <translation>Die Punkte stimmen mit keiner Drehung und keinem Maßstab überein.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Too many points lie on one line for a homography.</source>
      <translation>Für eine Homographie liegen zu viele Punkte auf einer Geraden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use a simpler model.</source>
      <translation>Ein einfacheres Modell verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use matches from all over the image, or the similarity model.</source>
      <translation>Treffer aus dem ganzen Bild verwenden, oder das Ähnlichkeitsmodell.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use matches from all over the image.</source>
      <translation>Treffer aus dem ganzen Bild verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use more matches, or a simpler model.</source>
      <translation>Mehr Treffer oder ein einfacheres Modell verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use other matches.</source>
      <translation>Andere Treffer verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use the affine model, or spread the matches.</source>
      <translation>Das affine Modell verwenden, oder die Treffer besser verteilen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use the affine model.</source>
      <translation>Das affine Modell verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use the similarity model, or a region with structure all over.</source>
      <translation>Das Ähnlichkeitsmodell verwenden, oder eine Region, die überall Struktur hat.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Use the similarity model, or matches from all over the image.</source>
      <translation>Das Ähnlichkeitsmodell verwenden, oder Treffer aus dem ganzen Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Verify at least one candidate.</source>
      <translation>Mindestens einen Kandidaten prüfen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>Verify more candidates, enlarge the region, or check that the index covers the place.</source>
      <translation>Mehr Kandidaten prüfen, die Region vergrößern, oder nachsehen, ob der Index den Ort abdeckt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>{n} of {m} matches agree on one model, but the structure of both images does not confirm it (significance {found} where it lies, {needed} is needed).</source>
      <translation>{n} von {m} Treffern stimmen mit einem Modell überein, aber die Struktur beider Bilder bestätigt es nicht (Signifikanz {found} dort, wo sie liegt; {needed} ist nötig).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>{n} of {m} matches agree on one model, within {rmse} px (RMSE) and spread over the image.</source>
      <translation>{n} von {m} Treffern stimmen mit einem Modell überein, auf {rmse} px (RMSE) genau und über das Bild verteilt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases/verdicts.py" />
      <source>{n} points are too few for a model of kind {kind}, which needs {needed}.</source>
      <translation>{n} Punkte sind zu wenige für ein Modell der Art {kind}, das {needed} braucht.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/base.py" />
      <source>Co-registration</source>
      <translation>Ko-Registrierung</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/base.py" />
      <source>Search and match</source>
      <translation>Suchen und abgleichen</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/base.py" />
      <source>auto, cpu, cuda or cuda:N. When empty, the one of Settings → Options… → OptoSAR.</source>
      <translation>auto, cpu, cuda oder cuda:N. Leer: wie unter Einstellungen → Optionen … → OptoSAR.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/base.py" />
      <source>sar,radar,optical,sentinel,image matching,co-registration,remote sensing</source>
      <translation>sar,radar,optisch,sentinel,bildabgleich,ko-registrierung,fernerkundung</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>A new folder, or that of an index to go on with.</source>
      <translation>Ein neuer Ordner, oder der eines Index, der fortgesetzt wird.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Build index</source>
      <translation>Index erstellen</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Cuts rasters into tiles of 2270 m and encodes each by a neural network, so that a place of another sensor can be searched among them.

An interrupted or cancelled build goes on where it stood when it is run again with the same folder; further rasters are added to it, and rasters whose file has changed are encoded anew.</source>
      <translation>Zerlegt Raster in Kacheln von 2270 m und kodiert jede mit einem neuronalen Netz, so dass ein Ort eines anderen Sensors unter ihnen gesucht werden kann.

Ein unterbrochener oder abgebrochener Lauf wird mit demselben Ordner fortgesetzt, wo er stand; weitere Raster kommen hinzu, und Raster mit geänderter Datei werden neu kodiert.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Dense: tiles are seen with their surroundings, many times faster. Tile: each tile by itself, as in the paper.</source>
      <translation>Dicht: Kacheln werden mit ihrer Umgebung gesehen, um ein Vielfaches schneller. Kachelweise: jede Kachel für sich, wie in der Veröffentlichung.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Distance of neighbouring tiles in pixels of 10 m; a multiple of 16 for dense encoding. A smaller one places more finely.</source>
      <translation>Abstand benachbarter Kacheln in Pixeln von 10 m; ein Vielfaches von 16 für dichte Kodierung. Ein kleinerer ordnet feiner zu.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Encodes rasters into an index that can be searched.</source>
      <translation>Kodiert Raster zu einem durchsuchbaren Index.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Encoding</source>
      <translation>Kodierung</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Georeferenced raster files, all of one kind.</source>
      <translation>Georeferenzierte Rasterdateien, alle von einer Art.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Largest share of nodata</source>
      <translation>Größter Anteil ohne Werte</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Rasters to index</source>
      <translation>Zu indizierende Raster</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>SAR rasters are searched for places of optical ones, and the other way round.</source>
      <translation>SAR-Raster werden nach Orten optischer durchsucht, und umgekehrt.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Stride (px)</source>
      <translation>Schrittweite (px)</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>They are</source>
      <translation>Sie sind</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/build_index.py" />
      <source>Tiles with a larger share of pixels without a value are not indexed.</source>
      <translation>Kacheln mit größerem Anteil an Pixeln ohne Wert werden nicht indiziert.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>A CRS of the result needs the pixel grid “{grid}”.</source>
      <translation>Ein KBS des Ergebnisses verlangt das Pixelgitter „{grid}“.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>A GeoTIFF, drawn as the raster to move where that is given as a layer.</source>
      <translation>Ein GeoTIFF, gezeichnet wie das zu bewegende Raster, wo dieses als Ebene gegeben ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>Around the moved raster</source>
      <translation>Um das bewegte Raster</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <location filename="../../plugin/processing/outputs.py" />
      <source>CE90 at held-out points</source>
      <translation>CE90 an zurückgehaltenen Punkten</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>CRS of the result</source>
      <translation>KBS des Ergebnisses</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>Choose that grid, or leave the CRS empty.</source>
      <translation>Dieses Gitter wählen, oder das KBS leer lassen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>Co-register</source>
      <translation>Ko-registrieren</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>For a grid around the moved raster. When empty, that of the reference.</source>
      <translation>Für ein Gitter um das bewegte Raster. Leer: das der Referenz.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>How values between pixels are found; “Nearest neighbour” for classes and palettes.</source>
      <translation>Wie Werte zwischen Pixeln gefunden werden; „Nächster Nachbar“ für Klassen und Paletten.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>In units of the CRS of the result. When empty, that of the grid.</source>
      <translation>In Einheiten des KBS des Ergebnisses. Leer: die des Gitters.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>Moves one of two matched rasters onto the other.</source>
      <translation>Bewegt eines von zwei abgeglichenen Rastern auf das andere.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>Pixel grid</source>
      <translation>Pixelgitter</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>Pixel size</source>
      <translation>Pixelgröße</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <location filename="../../plugin/processing/outputs.py" />
      <source>RMSE at held-out points</source>
      <translation>RMSE an zurückgehaltenen Punkten</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <location filename="../../plugin/processing/outputs.py" />
      <source>RMSE of the fit</source>
      <translation>RMSE der Anpassung</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>Reference raster</source>
      <translation>Referenzraster</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>That of the reference</source>
      <translation>Das der Referenz</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>The extent, and, unless given below, the pixel size and CRS of the result.</source>
      <translation>Die Ausdehnung und, wenn unten nicht angegeben, Pixelgröße und KBS des Ergebnisses.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>The plainest that fits is best. The displacement field is for SAR displaced by relief.</source>
      <translation>Die schlichteste, die passt, ist die beste. Das Verschiebungsfeld ist für SAR, das vom Relief verschoben ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>When empty, the file that was matched.</source>
      <translation>Leer: die abgeglichene Datei.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>When empty, the file that was matched. Give it where that file was moved elsewhere.</source>
      <translation>Leer: die abgeglichene Datei. Angeben, wenn diese inzwischen anderswo liegt.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/coregister.py" />
      <source>Writes one of two matched rasters as a GeoTIFF that lies on the other. Data type, bands and nodata are kept. The figures tell the errors at control points that took no part in the fit.

Similarity and affine suit terrain-corrected images; polynomials and thin plate spline follow local distortions, and also local errors of the matches.

The displacement field follows relief: what an affine transformation leaves is measured between the two rasters all over their overlap, which takes minutes for a whole scene. The log tells how much it was before and after, and at which share of the places it was measured.</source>
      <translation>Schreibt eines von zwei abgeglichenen Rastern als GeoTIFF, das auf dem anderen liegt. Datentyp, Kanäle und Nodata bleiben. Die Zahlen nennen die Fehler an Passpunkten, die an der Anpassung nicht teilhatten.

Ähnlichkeit und Affin passen zu geländekorrigierten Bildern; Polynome und Thin Plate Spline folgen örtlichen Verzerrungen, und auch örtlichen Fehlern der Treffer.

Das Verschiebungsfeld folgt dem Relief: was eine affine Transformation übrig lässt, wird zwischen den beiden Rastern überall gemessen, wo sie sich überdecken; das dauert Minuten für eine ganze Szene. Das Protokoll nennt, wie viel es vorher und nachher war und an welchem Anteil der Stellen es gemessen wurde.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>CSV files (*.csv)</source>
      <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Control points</source>
      <translation>Passpunkte</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Control points as file</source>
      <translation>Passpunkte als Datei</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Control points of a match.</source>
      <translation>Passpunkte eines Abgleichs.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Export control points</source>
      <translation>Passpunkte exportieren</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>GeoPackages (*.gpkg)</source>
      <translation>GeoPackages (*.gpkg)</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Georeferencer points (*.points)</source>
      <translation>Punkte der Georeferenzierung (*.points)</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Nothing is to be written: choose a file or a layer.</source>
      <translation>Es ist nichts zu schreiben: eine Datei oder eine Ebene wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Number of control points</source>
      <translation>Zahl der Passpunkte</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>The Georeferencer opens &lt;raster file&gt;.points by itself.</source>
      <translation>Die Georeferenzierung öffnet &lt;Rasterdatei&gt;.points von selbst.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>The control points as a layer, where the reference has them.</source>
      <translation>Die Passpunkte als Ebene, dort, wo die Referenz sie hat.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Writes the matches in use as control points for the Georeferencer, as CSV or as a layer.</source>
      <translation>Schreibt die verwendeten Treffer als Passpunkte für die Georeferenzierung, als CSV oder als Ebene.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>Writes the matches in use as ground control points that move one raster onto the other. The ending of the file says which format: .points for the Georeferencer of QGIS, .csv, or .gpkg.

Matches that were held out of the fit are disabled in a .points file, and marked as check points in the others.</source>
      <translation>Schreibt die verwendeten Treffer als Passpunkte, die ein Raster auf das andere bewegen. Die Endung der Datei bestimmt das Format: .points für die Georeferenzierung von QGIS, .csv oder .gpkg.

Treffer, die der Anpassung vorenthalten waren, sind in einer .points-Datei abgeschaltet und in den anderen als Kontrollpunkte gekennzeichnet.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>{count} control points were written.</source>
      <translation>{count} Passpunkte wurden geschrieben.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/export_points.py" />
      <source>{path} has no known ending. Use one of {endings}.</source>
      <translation>{path} hat keine bekannte Endung. Eine von {endings} verwenden.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <location filename="../../plugin/processing/match_rasters.py" />
      <location filename="../../plugin/processing/search_region.py" />
      <source>Computed on {device}.</source>
      <translation>Berechnet auf {device}.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <source>Footprints of all tiles of the index.</source>
      <translation>Umrisse aller Kacheln des Index.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <source>Footprints of the tiles of an index.</source>
      <translation>Umrisse der Kacheln eines Index.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <source>Number of tiles</source>
      <translation>Zahl der Kacheln</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <source>Tiles</source>
      <translation>Kacheln</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <location filename="../../plugin/processing/search_region.py" />
      <source>Weights of the retrieval network</source>
      <translation>Gewichte des Suchnetzes</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <source>{name} has changed since it was indexed. Run “Update index”.</source>
      <translation>{name} hat sich geändert, seit es indiziert wurde. „Index aktualisieren“ ausführen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <source>{name} is missing: it is found, but cannot be verified. Restore {path}.</source>
      <translation>{name} fehlt: es wird gefunden, lässt sich aber nicht prüfen. {path} wiederherstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <source>{name} is not completely indexed. Run “Update index”.</source>
      <translation>{name} ist nicht vollständig indiziert. „Index aktualisieren“ ausführen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/indexing.py" />
      <source>{name}: {tiles} tiles, {nodata} left out for nodata, {flat} for showing nothing.</source>
      <translation>{name}: {tiles} Kacheln, {nodata} ohne Werte ausgelassen, {flat} weil nichts zu sehen ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>A safetensors file of your own training. When empty, the weights that come with OptoSAR.</source>
      <translation>Eine safetensors-Datei aus eigenem Training. Leer: die mit OptoSAR gelieferten Gewichte.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>As the stride allows</source>
      <translation>Wie der Abstand es zulässt</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Choose a region that lies on the raster.</source>
      <translation>Eine Region wählen, die auf dem Raster liegt.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Choose another raster.</source>
      <translation>Ein anderes Raster wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Choose the JSON file written by “Match rasters” or by “Search region”.</source>
      <translation>Die JSON-Datei wählen, die „Raster abgleichen“ oder „Region suchen“ geschrieben hat.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Dense</source>
      <translation>Dicht</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Even when the match is not reliable</source>
      <translation>Auch wenn der Abgleich nicht verlässlich ist</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Folder of an index, as made by “Build index” or in the panel.</source>
      <translation>Ordner eines Index, wie „Index erstellen“ oder das Bedienfeld ihn anlegt.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Geometric model that the matches must agree on. The plainest that fits is best.</source>
      <translation>Geometrisches Modell, in dem die Treffer übereinstimmen müssen. Das schlichteste, das passt, ist das beste.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>How the values of SAR rasters are scaled; the log says what was detected, and why.</source>
      <translation>Wie die Werte der SAR-Raster skaliert sind; das Protokoll sagt, was erkannt wurde, und warum.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Keypoints per block</source>
      <translation>Keypoints je Block</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Keypoints sought in each 512 px block of either raster.</source>
      <translation>Gesuchte Keypoints in jedem 512-px-Block beider Raster.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <location filename="../../plugin/processing/outputs.py" />
      <source>Match</source>
      <translation>Abgleich</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Move</source>
      <translation>Bewegen</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Put it behind the numbers: xmin,xmax,ymin,ymax [EPSG:…].</source>
      <translation>Hinter die Zahlen setzen: xmin,xmax,ymin,ymax [EPSG:…].</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Residual threshold (px)</source>
      <translation>Schwelle der Residuen (px)</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Residual up to which a match agrees with the model, in pixels of the 10 m grid.</source>
      <translation>Residuum, bis zu dem ein Treffer mit dem Modell übereinstimmt, in Pixeln des 10-m-Gitters.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>The CRS of the extent under “Within” is not known.</source>
      <translation>Das KBS der Ausdehnung unter „Innerhalb“ ist nicht bekannt.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>The file written by “Match rasters” or by “Search region”.</source>
      <translation>Die Datei, die „Raster abgleichen“ oder „Region suchen“ geschrieben hat.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>The match {path} cannot be read: {detail}.</source>
      <translation>Der Abgleich {path} lässt sich nicht lesen: {detail}.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>The region cannot be brought into the CRS of the raster: {detail}.</source>
      <translation>Die Region lässt sich nicht in das KBS des Rasters bringen: {detail}.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>There is no index in {folder}. Choose its folder, or make one with “Build index”.</source>
      <translation>In {folder} ist kein Index. Seinen Ordner wählen, oder mit „Index erstellen“ einen machen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Tile by tile</source>
      <translation>Kachelweise</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>To use it all the same, tick “Even when the match is not reliable”.</source>
      <translation>Um ihn trotzdem zu verwenden, „Auch wenn der Abgleich nicht verlässlich ist“ anhaken.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Weights of the keypoint network</source>
      <translation>Gewichte des Keypoint-Netzes</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Which of the two matched rasters is moved onto the other.</source>
      <translation>Welches der beiden abgeglichenen Raster auf das andere bewegt wird.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Within</source>
      <translation>Innerhalb</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>Without it, a match without a reliable verdict ends the run with the reason.</source>
      <translation>Ohne dies beendet ein nicht verlässlicher Abgleich den Lauf mit der Begründung.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>{path} holds no match.</source>
      <translation>{path} enthält keinen Abgleich.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/inputs.py" />
      <source>{what} cannot be read: {value}.</source>
      <translation>{what} lässt sich nicht lesen: {value}.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/match_rasters.py" />
      <source>A raster file: amplitude, intensity or decibel, or an 8-bit picture.</source>
      <translation>Eine Rasterdatei: Amplitude, Intensität oder Dezibel, oder ein 8-Bit-Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/match_rasters.py" />
      <source>A raster file; of one with many bands, those on display are used.</source>
      <translation>Eine Rasterdatei; von vielen Kanälen werden die angezeigten verwendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/match_rasters.py" />
      <source>Finds keypoint matches between an optical and a SAR raster, with a verdict.</source>
      <translation>Findet Keypoint-Treffer zwischen einem optischen und einem SAR-Raster, mit einem Urteil.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/match_rasters.py" />
      <source>Match rasters</source>
      <translation>Raster abgleichen</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/match_rasters.py" />
      <source>Matches are sought in this extent. When empty, wherever the rasters overlap.</source>
      <translation>Treffer werden in dieser Ausdehnung gesucht. Leer: wo immer sich die Raster überlappen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/match_rasters.py" />
      <source>Matches keypoints of an optical and a SAR raster where they overlap, and fits a geometric model to them. Rasters without georeference are matched whole, in pixels, turned and scaled until a match is accepted.

Part of the matches is held out of the fit and tells how accurate it is. The verdict says whether the match is reliable; if it is not, the log says why, and what to do. The file of the match is the input of “Export control points” and “Co-register”.</source>
      <translation>Gleicht Keypoints eines optischen und eines SAR-Rasters ab, wo sie sich überlappen, und passt ihnen ein geometrisches Modell an. Raster ohne Georeferenz werden ganz abgeglichen, in Pixeln, gedreht und skaliert, bis ein Treffer angenommen wird.

Ein Teil der Treffer wird der Anpassung vorenthalten und sagt, wie genau sie ist. Das Urteil sagt, ob der Abgleich verlässlich ist; wenn nicht, nennt das Protokoll den Grund und was zu tun ist. Die Datei des Abgleichs ist die Eingabe von „Passpunkte exportieren“ und „Ko-registrieren“.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/match_rasters.py" />
      <source>Optical raster</source>
      <translation>Optisches Raster</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/match_rasters.py" />
      <source>SAR raster</source>
      <translation>SAR-Raster</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>Free some space, or choose another folder.</source>
      <translation>Platz schaffen, oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>JSON files (*.json)</source>
      <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>Lines from the optical to the SAR keypoint of each match, coloured by residual.</source>
      <translation>Linien vom optischen zum SAR-Keypoint jedes Treffers, nach Residuum gefärbt.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>Matches in use</source>
      <translation>Verwendete Treffer</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>The keypoints found in both rasters.</source>
      <translation>Die in beiden Rastern gefundenen Keypoints.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>The layer {source} cannot be read.</source>
      <translation>Die Ebene {source} lässt sich nicht lesen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>The match as a file, for “Export control points” and “Co-register”.</source>
      <translation>Der Abgleich als Datei, für „Passpunkte exportieren“ und „Ko-registrieren“.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>Verdict and reason</source>
      <translation>Urteil und Begründung</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>{name}: {radiometry} ({why})</source>
      <translation>{name}: {radiometry} ({why})</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/outputs.py" />
      <source>{path} cannot be written: {detail}.</source>
      <translation>{path} lässt sich nicht schreiben: {detail}.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/provider.py" />
      <source>OptoSAR (optical and SAR imagery)</source>
      <translation>OptoSAR (optische und SAR-Bilder)</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>CRS of the place found</source>
      <translation>KBS des gefundenen Ortes</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Candidates lie in this extent. When empty, they are sought everywhere.</source>
      <translation>Kandidaten liegen in dieser Ausdehnung. Leer: sie werden überall gesucht.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Centre of the place. Leave extent and polygons empty.</source>
      <translation>Mitte des Ortes. Ausdehnung und Polygone leer lassen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Choose a layer that holds sound polygons, or select some.</source>
      <translation>Eine Ebene mit unversehrten Polygonen wählen, oder einige auswählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Extent</source>
      <translation>Ausdehnung</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Finds a place of a raster in the imagery of an index.</source>
      <translation>Findet einen Ort eines Rasters in den Bildern eines Index.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Finds a place of an optical raster among the SAR tiles of an index, or the other way round. Give the place in one of three ways: as a point, around which one tile is taken, as an extent, or as the polygons of a layer (the selected ones, if you tick that); larger places are searched by several tiles whose votes are joined.

The best candidates are verified by keypoint matching. The verdict says whether the place was found; if it was not, the log says why, and what to do.</source>
      <translation>Findet einen Ort eines optischen Rasters unter den SAR-Kacheln eines Index, oder umgekehrt. Der Ort wird auf eine von drei Arten angegeben: als Punkt, um den eine Kachel genommen wird, als Ausdehnung, oder als die Polygone einer Ebene (die gewählten, wenn Sie das anhaken); größere Orte werden mit mehreren Kacheln gesucht, deren Stimmen vereint werden.

Die besten Kandidaten werden durch Abgleich der Keypoints geprüft. Das Urteil sagt, ob der Ort gefunden wurde; wenn nicht, nennt das Protokoll den Grund und was zu tun ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Folder for pictures of the place and of each candidate.</source>
      <translation>Ordner für Bilder des Ortes und jedes Kandidaten.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Give the place in one way: a point, an extent, or polygons.</source>
      <translation>Den Ort auf eine Art angeben: Punkt, Ausdehnung oder Polygone.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>How many of them are verified by keypoints; 0 for none.</source>
      <translation>Wie viele davon durch Keypoints geprüft werden; 0 für keinen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>How many to list.</source>
      <translation>Wie viele aufzulisten sind.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>It is</source>
      <translation>Es ist</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Point</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Polygons</source>
      <translation>Polygone</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Raster with the place</source>
      <translation>Raster mit dem Ort</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Search region</source>
      <translation>Region suchen</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Shows the place that is searched for.</source>
      <translation>Zeigt den Ort, nach dem gesucht wird.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>The best candidate has no matches to write.</source>
      <translation>Der beste Kandidat hat keine Treffer zu schreiben.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>The other kind than that of the index.</source>
      <translation>Die andere Art als die des Index.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>The place as a rectangle. Leave point and polygons empty.</source>
      <translation>Der Ort als Rechteck. Punkt und Polygone leer lassen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>The place as the polygons of a layer. Leave point and extent empty.</source>
      <translation>Der Ort als Polygone einer Ebene. Punkt und Ausdehnung leer lassen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>The place is empty.</source>
      <translation>Der Ort ist leer.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>The place that was searched for, as it was taken.</source>
      <translation>Der Ort, nach dem gesucht wurde, wie er genommen wurde.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>The tiles found, best first, with score, number of agreeing matches and verdict.</source>
      <translation>Die gefundenen Kacheln, die beste zuerst, mit Güte, Zahl übereinstimmender Treffer und Urteil.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Thumbnails</source>
      <translation>Vorschaubilder</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Verify at least one candidate, or choose another place.</source>
      <translation>Mindestens einen Kandidaten prüfen, oder einen anderen Ort wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>Verify the best</source>
      <translation>Die besten prüfen</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>x of the place found</source>
      <translation>x des gefundenen Ortes</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/search_region.py" />
      <source>y of the place found</source>
      <translation>y des gefundenen Ortes</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>Brings an index up to date: rasters whose file has changed are encoded anew, a build that was interrupted is completed, and further rasters can be added. What is current is left as it is.

Rasters whose file is gone stay searchable unless they are to be taken out.</source>
      <translation>Bringt einen Index auf den Stand: Raster mit geänderter Datei werden neu kodiert, Unterbrochenes wird vollendet, und weitere Raster können hinzukommen. Was aktuell ist, bleibt, wie es ist.

Raster, deren Datei fehlt, bleiben durchsuchbar, wenn sie nicht herausgenommen werden sollen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>Build it again in a new folder.</source>
      <translation>In einem neuen Ordner noch einmal erstellen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>Encodes what is new or has changed, and nothing else.</source>
      <translation>Kodiert, was neu oder geändert ist, und sonst nichts.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>Further rasters of the kind that the index holds.</source>
      <translation>Weitere Raster der Art, die der Index enthält.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>Rasters to add</source>
      <translation>Hinzuzufügende Raster</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>Rasters whose file is gone are taken out of the index.</source>
      <translation>Raster, deren Datei fehlt, werden aus dem Index genommen.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>Take out missing rasters</source>
      <translation>Fehlende Raster herausnehmen</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>The index in {folder} is damaged: {detail}.</source>
      <translation>Der Index in {folder} ist beschädigt: {detail}.</translation>
    </message>
    <message>
      <location filename="../../plugin/processing/update_index.py" />
      <source>Update index</source>
      <translation>Index aktualisieren</translation>
    </message>
    <message>
      <location filename="../../plugin/runs.py" />
      <source>OptoSAR {scene} {time}</source>
      <translation>OptoSAR {scene} {time}</translation>
    </message>
    <message>
      <location filename="../../plugin/runs.py" />
      <source>The run could not be saved in {folder}: {detail}.</source>
      <translation>Der Lauf ließ sich nicht in {folder} speichern: {detail}.</translation>
    </message>
  </context>
</TS>
