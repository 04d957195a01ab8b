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
      <source>Building the index</source>
      <translation>Index wird erstellt</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Change the direction under Search, or choose another index.</source>
      <translation>Unter „Suche“ die Richtung ändern oder einen anderen Index wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Choose an optical layer.</source>
      <translation>Eine optische Ebene wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Choose one under Index.</source>
      <translation>Unter „Index“ einen wählen.</translation>
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
      <source>No folder is chosen for the index.</source>
      <translation>Für den Index ist kein Ordner gewählt.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>No index in this folder yet. Build makes one of the ticked layers.</source>
      <translation>In diesem Ordner ist noch kein Index. „Erstellen“ macht einen aus den angehakten Ebenen.</translation>
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
      <source>Reading the index…</source>
      <translation>Index wird gelesen …</translation>
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
      <source>The index is ready: {n} tiles.</source>
      <translation>Der Index ist fertig: {n} Kacheln.</translation>
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
      <location filename="../../plugin/controller.py" />
      <source>There is nothing to index.</source>
      <translation>Es gibt nichts zu indizieren.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Tick a SAR layer.</source>
      <translation>Eine SAR-Ebene anhaken.</translation>
    </message>
    <message>
      <location filename="../../plugin/controller.py" />
      <source>Updating the index</source>
      <translation>Index wird aktualisiert</translation>
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
      <location filename="../../plugin/dock/candidates.py" />
      <source>&amp;Zoom To</source>
      <translation>&amp;Zoomen auf</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/candidates.py" />
      <location filename="../../plugin/dock/candidates_model.py" />
      <location filename="../../plugin/dock/matches.py" />
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
      <location filename="../../plugin/dock/matches.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>Affine</source>
      <translation>Affin</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Bilinear</source>
      <translation>Bilinear</translation>
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
      <location filename="../../plugin/processing/coregister.py" />
      <source>Cubic</source>
      <translation>Kubisch</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Displacement field (follows relief)</source>
      <translation>Verschiebungsfeld (folgt dem Relief)</translation>
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
      <location filename="../../plugin/dock/matches.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>Homography</source>
      <translation>Homographie</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>How the raster is moved. The displacement field follows relief: what an affine transformation leaves is measured between the two rasters, which takes minutes for a whole scene.</source>
      <translation>Wie das Raster bewegt wird. Das Verschiebungsfeld folgt dem Relief: was eine affine Transformation übrig lässt, wird zwischen den beiden Rastern gemessen; das dauert Minuten für eine ganze Szene.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Lanczos</source>
      <translation>Lanczos</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Nearest neighbour</source>
      <translation>Nächster Nachbar</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <source>O&amp;utput raster</source>
      <translation>&amp;Ausgaberaster</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>Optical onto SAR</source>
      <translation>Optik auf SAR</translation>
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
      <location filename="../../plugin/processing/coregister.py" />
      <source>Polynomial 1</source>
      <translation>Polynom 1</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Polynomial 2</source>
      <translation>Polynom 2</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Polynomial 3</source>
      <translation>Polynom 3</translation>
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
      <source>SAR onto optical</source>
      <translation>SAR auf Optik</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/dock/matches.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <location filename="../../plugin/processing/inputs.py" />
      <source>Similarity</source>
      <translation>Ähnlichkeit</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/export_box.py" />
      <location filename="../../plugin/processing/coregister.py" />
      <source>Thin plate spline</source>
      <translation>Thin Plate Spline</translation>
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
      <source>Search for the polygon selected in the current vector layer.</source>
      <translation>Nach dem in der aktuellen Vektorebene gewählten Polygon suchen.</translation>
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
      <source>Draw it again, or select another one.</source>
      <translation>Noch einmal zeichnen, oder ein anderes wählen.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>No polygon is selected.</source>
      <translation>Kein Polygon ist gewählt.</translation>
    </message>
    <message>
      <location filename="../../plugin/dock/wiring.py" />
      <source>Select one or more polygons in a vector layer, then press the button again.</source>
      <translation>Ein oder mehrere Polygone in einer Vektorebene wählen, dann den Knopf noch einmal drücken.</translation>
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
      <source>Choose an optical layer and tick a SAR layer under Imagery.</source>
      <translation>Unter „Bilddaten“ eine optische Ebene wählen und eine SAR-Ebene anhaken.</translation>
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
      <source>Matching</source>
      <translation>Abgleich läuft</translation>
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
      <source>Writing control points</source>
      <translation>Passpunkte werden geschrieben</translation>
    </message>
    <message>
      <location filename="../../plugin/messages.py" />
      <source>Show Log</source>
      <translation>Protokoll zeigen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>8-bit picture</source>
      <translation>8-Bit-Bild</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>8-bit values are taken as a picture already stretched for display</source>
      <translation>8-Bit-Werte gelten als Bild, das für die Anzeige schon gestreckt ist</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>All points lie on one line, which leaves the model free across it.</source>
      <translation>Alle Punkte liegen auf einer Geraden; quer dazu bleibt das Modell frei.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Amplitude</source>
      <translation>Amplitude</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>At least {size} are needed: choose a larger area, or a smaller pixel size.</source>
      <translation>Mindestens {size} sind nötig: Wählen Sie ein größeres Gebiet oder eine kleinere Pixelgröße.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Block {n} of {m}: SAR keypoints</source>
      <translation>Block {n} von {m}: SAR-Merkmalspunkte</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Block {n} of {m}: optical keypoints</source>
      <translation>Block {n} von {m}: optische Merkmalspunkte</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Block {n} of {m}: reading</source>
      <translation>Block {n} von {m}: wird gelesen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Building the overview 1:{factor}</source>
      <translation>Übersicht 1:{factor} wird erstellt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Check its nodata value and mask, or choose another file.</source>
      <translation>Prüfen Sie den Wert für keine Daten und die Maske, oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Check that both layers show this place and have their true CRS; otherwise try the next candidate.</source>
      <translation>Prüfen Sie, ob beide Layer diesen Ort zeigen und ihr wahres KBS haben; sonst versuchen Sie den nächsten Kandidaten.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Check that each layer has its true CRS, or remove the georeference of one to search the whole of it.</source>
      <translation>Prüfen Sie, ob jeder Layer sein wahres KBS hat, oder entfernen Sie die Georeferenz des einen, um ihn ganz zu durchsuchen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Check that neither image is flipped.</source>
      <translation>Prüfen Sie, ob eines der Bilder gespiegelt ist.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Check that the folder exists and may be written to, and that no other program holds the file.</source>
      <translation>Prüfen Sie, ob es den Ordner gibt, ob er beschrieben werden darf und ob kein anderes Programm die Datei hält.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Check the path; the file may have been moved, renamed or deleted.</source>
      <translation>Prüfen Sie den Pfad; die Datei wurde vielleicht verschoben, umbenannt oder gelöscht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Check the pixel sizes of both images.</source>
      <translation>Prüfen Sie die Pixelgrößen beider Bilder.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Check the pixel sizes of both layers, or use the similarity model.</source>
      <translation>Prüfen Sie die Pixelgrößen beider Layer, oder nehmen Sie das Ähnlichkeitsmodell.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Choose a place that the layer covers.</source>
      <translation>Wählen Sie einen Ort, den der Layer zeigt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Choose a region with lasting structure such as roads, rivers or field borders, enlarge it, or search more keypoints.</source>
      <translation>Wählen Sie ein Gebiet mit dauerhafter Struktur wie Straßen, Flüssen oder Feldgrenzen, vergrößern Sie es, oder suchen Sie mehr Merkmalspunkte.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Choose an area that both layers show.</source>
      <translation>Wählen Sie ein Gebiet, das beide Layer zeigen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Choose another area or other layers.</source>
      <translation>Wählen Sie ein anderes Gebiet oder andere Layer.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Choose another name for the result.</source>
      <translation>Wählen Sie einen anderen Namen für das Ergebnis.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Choose nearest resampling.</source>
      <translation>Wählen Sie die Abtastung „nearest“.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Decibel</source>
      <translation>Dezibel</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Detect from the values</source>
      <translation>Aus den Werten erkennen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Draw it over the indexed scenes, or search without it.</source>
      <translation>Zeichnen Sie es über die Szenen des Index, oder suchen Sie ohne es.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Drawing thumbnails</source>
      <translation>Vorschaubilder werden gezeichnet</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Fitting the model</source>
      <translation>Modell wird angepasst</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Fitting the transformation</source>
      <translation>Transformation wird angepasst</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Free some space for {folder} and start again; what had been finished is kept.</source>
      <translation>Schaffen Sie Platz für {folder} und beginnen Sie noch einmal; was fertig war, bleibt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Give an area, georeference both layers, or find the place with a search first.</source>
      <translation>Geben Sie ein Gebiet an, georeferenzieren Sie beide Layer, oder finden Sie den Ort zuerst durch eine Suche.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Intensity</source>
      <translation>Intensität</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>It has a place but no coordinate reference system; it is used in its own pixels. Assign one with Raster ▸ Projections ▸ Assign Projection.</source>
      <translation>Es hat einen Ort, aber kein Koordinatenbezugssystem; es wird in seinen eigenen Pixeln verwendet. Mit Raster ▸ Projektionen ▸ Projektion zuweisen eines zuweisen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>It has no georeference; it is used in its own pixels.</source>
      <translation>Es hat keine Georeferenz; es wird in seinen eigenen Pixeln verwendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>It is placed by control points only; it is used in its own pixels. Warp it to place it on the map.</source>
      <translation>Es ist nur durch Passpunkte verortet; es wird in seinen eigenen Pixeln verwendet. Entzerrt hätte es einen Ort auf der Karte.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>It was given as SAR but has red, green and blue bands, as an optical image does.</source>
      <translation>Es wurde als SAR angegeben, hat aber rote, grüne und blaue Kanäle wie ein optisches Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>It was given as optical but a band is named after a radar polarisation.</source>
      <translation>Es wurde als optisch angegeben, aber ein Kanal heißt nach einer Radarpolarisation.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>It was given as optical but holds negative values, as SAR in decibel does.</source>
      <translation>Es wurde als optisch angegeben, enthält aber negative Werte wie SAR in Dezibel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>It was given as optical but is grainy throughout, as SAR speckle is.</source>
      <translation>Es wurde als optisch angegeben, ist aber durchweg körnig wie SAR-Speckle.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Learning codes for the search</source>
      <translation>Codes für die Suche werden gelernt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Loading the network</source>
      <translation>Netz wird geladen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Loading the networks</source>
      <translation>Netze werden geladen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Make a detected (amplitude or intensity) image of it first.</source>
      <translation>Machen Sie daraus zuerst ein Amplituden- oder Intensitätsbild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Match the layers first, or tick the matches to use.</source>
      <translation>Vergleichen Sie zuerst die Layer, oder haken Sie Treffer an.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Measuring the displacement</source>
      <translation>Verschiebung wird gemessen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>No band says which colour it is: bands 1, 2 and 3 are used as red, green and blue.</source>
      <translation>Kein Kanal sagt, welche Farbe er ist: Kanäle 1, 2 und 3 werden als Rot, Grün und Blau verwendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>No indexed tile lies in the search area.</source>
      <translation>Im Suchgebiet liegt keine Kachel des Index.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>No match is in use.</source>
      <translation>Kein Treffer wird verwendet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>No model was found.</source>
      <translation>Es wurde kein Modell gefunden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>One of the layers holds no data where they overlap.</source>
      <translation>Einer der Layer hat keine Daten, wo sie sich überschneiden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Only {n} of {m} matches agree on one model ({share}); {needed} are needed.</source>
      <translation>Nur {n} von {m} Treffern stimmen mit einem Modell überein ({share}); {needed} sind nötig.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Only {n} of {m} matches agree on one model; {needed} are needed.</source>
      <translation>Nur {n} von {m} Treffern stimmen mit einem Modell überein; {needed} sind nötig.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Only {size} pixels of {gsd} units can be matched.</source>
      <translation>Nur {size} Pixel zu {gsd} Einheiten können verglichen werden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Reading the query region</source>
      <translation>Gesuchtes Gebiet wird gelesen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Searching exactly</source>
      <translation>Genaue Suche</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Searching {n} tiles</source>
      <translation>{n} Kacheln werden durchsucht</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Sharpening the matches</source>
      <translation>Treffer werden geschärft</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Smoothing the displacement</source>
      <translation>Verschiebung wird geglättet</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>That {n} of {m} matches agree on one model may be chance (significance {found}, {needed} is needed).</source>
      <translation>Dass {n} von {m} Treffern mit einem Modell übereinstimmen, kann Zufall sein (Signifikanz {found}; {needed} ist nötig).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The agreeing matches cover too little of the image (spread {found}, {needed} is needed).</source>
      <translation>Die übereinstimmenden Treffer decken zu wenig vom Bild ab (Streuung {found}; {needed} ist nötig).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The area lies outside the overlap of the two layers.</source>
      <translation>Das Gebiet liegt außerhalb der Überschneidung beider Layer.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The area lies outside {name}.</source>
      <translation>Das Gebiet liegt außerhalb von {name}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The colours of this raster are numbers of a palette, which cannot be mixed.</source>
      <translation>Die Farben dieses Rasters sind Nummern einer Palette und lassen sich nicht mischen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The disk is full: {name} could not be written.</source>
      <translation>Der Datenträger ist voll: {name} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The displacement could be measured at only {n} of {m} places.</source>
      <translation>Die Verschiebung ließ sich nur an {n} von {m} Orten messen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The file is probably truncated or damaged; copy or download it again.</source>
      <translation>Die Datei ist wahrscheinlich abgeschnitten oder beschädigt; kopieren oder laden Sie sie noch einmal.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The file may be incomplete or of an unknown format; check that it opens as a layer in QGIS.</source>
      <translation>Die Datei ist vielleicht unvollständig oder von unbekanntem Format; prüfen Sie, ob QGIS sie als Layer öffnet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The file {path} does not exist.</source>
      <translation>Die Datei {path} gibt es nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The index is up to date.</source>
      <translation>Der Index ist aktuell.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The method {method} needs {needed} control points; there are {n}.</source>
      <translation>Das Verfahren {method} braucht {needed} Passpunkte; es sind {n}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The model changes the scale by {scale}, which is not plausible.</source>
      <translation>Das Modell ändert den Maßstab um {scale}; das ist nicht plausibel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The model collapses or tears the image.</source>
      <translation>Das Modell staucht oder zerreißt das Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The model mirrors the image.</source>
      <translation>Das Modell spiegelt das Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The model scales by {scale}, which no two views of one place do.</source>
      <translation>Das Modell ändert den Maßstab um {scale}, wie es zwei Ansichten eines Ortes nie tun.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The model stretches the image unevenly ({stretch} times), which is not plausible.</source>
      <translation>Das Modell dehnt das Bild ungleichmäßig ({stretch}-fach); das ist nicht plausibel.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The moved raster and the reference share no ground.</source>
      <translation>Das bewegte Raster und die Referenz zeigen kein gemeinsames Gelände.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The region lies outside {name}.</source>
      <translation>Das Gebiet liegt außerhalb von {name}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The transformation runs away towards the edges of the raster.</source>
      <translation>Die Transformation läuft zu den Rändern des Rasters hin davon.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>The two layers do not overlap.</source>
      <translation>Die beiden Layer überschneiden sich nicht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Use a simpler model.</source>
      <translation>Nehmen Sie ein einfacheres Modell.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Use matches from all over the image.</source>
      <translation>Nehmen Sie Treffer aus dem ganzen Bild.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Use more matches, or a simpler model.</source>
      <translation>Nehmen Sie mehr Treffer oder ein einfacheres Modell.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Use more matches, or choose a simpler method.</source>
      <translation>Nehmen Sie mehr Treffer, oder wählen Sie ein einfacheres Verfahren.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Use the reference’s grid, a simpler method, or control points from all over the raster.</source>
      <translation>Nehmen Sie das Gitter der Referenz, ein einfacheres Verfahren oder Passpunkte aus dem ganzen Raster.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Verified</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Verifying candidate {n} of {m}</source>
      <translation>Kandidat {n} von {m} wird geprüft</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Warping block {n} of {m}</source>
      <translation>Block {n} von {m} wird umgerechnet</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>Written</source>
      <translation>Geschrieben</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>chosen by the user</source>
      <translation>vom Benutzer gewählt</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>floating-point values with median {middle}, as in calibrated backscatter</source>
      <translation>Gleitkommawerte mit Median {middle}, wie bei kalibrierter Rückstreuung</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>no valid value to judge by; amplitude is assumed</source>
      <translation>kein gültiger Wert, nach dem zu urteilen wäre; Amplitude wird angenommen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>optical values are used as they are</source>
      <translation>optische Werte werden verwendet, wie sie sind</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>positive values with median {middle}, as in detected amplitude</source>
      <translation>positive Werte mit Median {middle}, wie in detektierter Amplitude</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>values below -1 and a median of {middle}, as in decibel</source>
      <translation>Werte unter -1 und ein Median von {middle}, wie in Dezibel</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{doubt} Check that optical and SAR layers were not swapped.</source>
      <translation>{doubt} Prüfen, ob optische und SAR-Ebenen vertauscht wurden.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{name} cannot be opened as a raster: {why}.</source>
      <translation>{name} lässt sich nicht als Raster öffnen: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{name} cannot be read to its end.</source>
      <translation>{name} lässt sich nicht bis zum Ende lesen.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{name} holds complex values.</source>
      <translation>{name} enthält komplexe Werte.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{name} holds no measurement: all its pixels are marked as “no data”.</source>
      <translation>{name} enthält keine Messung: Alle Pixel sind als „keine Daten“ gekennzeichnet.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{name} is one of the inputs.</source>
      <translation>{name} ist eine der Eingaben.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{name} is too large to be searched as a whole ({size} px).</source>
      <translation>{name} ist zu groß, um als Ganzes durchsucht zu werden ({size} px).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{name}: keypoints</source>
      <translation>{name}: Merkmalspunkte</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{name}: reading</source>
      <translation>{name}: wird gelesen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{n} candidates</source>
      <translation>{n} Kandidaten</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{n} of {m} matches agree on one model, but the structure of both images does not confirm it (significance {found} where it lies, {needed} is needed).</source>
      <translation>{n} von {m} Treffern stimmen mit einem Modell überein, aber die Struktur beider Bilder bestätigt es nicht (Signifikanz {found} dort, wo sie liegt; {needed} ist nötig).</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{n} of {m} matches agree on one model, within {rmse} px (RMSE) and spread over the image.</source>
      <translation>{n} von {m} Treffern stimmen mit einem Modell überein, auf {rmse} px (RMSE) genau und über das Bild verteilt.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{n} points are too few for a model of kind {kind}, which needs {needed}.</source>
      <translation>{n} Punkte sind zu wenige für ein Modell der Art {kind}, das {needed} braucht.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{path} could not be written: {why}.</source>
      <translation>{path} konnte nicht geschrieben werden: {why}.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{value} is taken as “no data”: it fills areas without being declared as such.</source>
      <translation>{value} gilt als „keine Daten“: der Wert füllt Flächen, ohne als solcher erklärt zu sein.</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{where}: {n} of {m} tile positions</source>
      <translation>{where}: {n} von {m} Kachelpositionen</translation>
    </message>
    <message>
      <location filename="../../plugin/phrases.py" />
      <source>{where}: {n} of {m} tile positions, {rate} tiles/s, about {time} left</source>
      <translation>{where}: {n} von {m} Kachelpositionen, {rate} Kacheln/s, noch etwa {time}</translation>
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
      <source>Average</source>
      <translation>Mittel</translation>
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
      <source>Cubic spline</source>
      <translation>Kubischer Spline</translation>
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
      <source>Mode</source>
      <translation>Häufigster Wert</translation>
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
      <source>The match is not reliable: {reason}</source>
      <translation>Der Abgleich ist nicht verlässlich: {reason}</translation>
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
      <source>Matches keypoints of an optical and a SAR raster where they overlap, and fits a geometric model to them. Rasters without georeference are matched whole, in pixels.

Part of the matches is held out of the fit and tells how accurate it is. The verdict says whether the match is reliable; if it is not, the log says why, and what to do. The file of the match is the input of “Export control points” and “Co-register”.</source>
      <translation>Gleicht Keypoints eines optischen und eines SAR-Rasters ab, wo sie sich überlappen, und passt ihnen ein geometrisches Modell an. Raster ohne Georeferenz werden ganz abgeglichen, in Pixeln.

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
