<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>MiningDetector</name>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a rectangle</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a polygon</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>What the map shows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Selected features</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>The whole image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Rectangle: press and drag. Polygon: click corners, right-click to finish. Esc starts over.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>&amp;Area</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>No area is drawn yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Click Draw and draw it on the map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>{area} ha</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Bands of the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Use these bands</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Raster band</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Sentinel-2 band</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Band {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>You gave these names before.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The image gives these names. Change what is wrong.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The file does not name its bands. This is a guess by their number: check it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The file does not name its bands, and their number tells nothing. Please name them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>(do not use)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/controller.py" />
            <source>Cancelling</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/controller.py" />
            <location filename="gui/dock.py" />
            <location filename="plugin.py" />
            <source>Mining Detector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Detect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Environment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>The detection environment is ready.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Made by the plugin</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>A Python 3.11 or newer that has the packages already</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Package index (network)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>A folder of wheels to install from, without a network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Set up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>My &amp;Python</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>&amp;Wheels from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Environment: ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Detection runs in {path}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Check and repair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Environment: not set up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Detection needs a Python environment of its own: 100 MB to download, 400 MB on disk. Nothing of QGIS changes. The first Detect sets it up too.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>The layer keeps these bands for its runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Bands…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Shows which band of the image is which, to confirm or change.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>&amp;Image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <location filename="processing/search.py" />
            <source>Search everywhere (slower)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Also run the detector and the segmenter where the classifier sees no mine.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Bundled models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>How sure the models must be of what is shown. 'Few misses' shows more mines and more false alarms, 'Few false alarms' fewer of both.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>By sensitivity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Confidence from which a pixel counts as mine, in place of the sensitivity's. Lower finds more, also false ones.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>De&amp;vice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Sensitivity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Results in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Automatic</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source> (not usable)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Detections</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Cells looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/results.py" />
            <location filename="processing/search.py" />
            <source>Area of interest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines in {scene}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Detecting in {scene}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{mines} mines, {detections} detections, {cells} cells looked at.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{mines_unsure} more are left out as too unsure: 'Few misses' shows most of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>The results are in {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Name them with 'Bands…' beside the image, or choose an image that has them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>&amp;Detect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>&amp;Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Warning: </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Error: </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Few misses</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Balanced</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Few false alarms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Set up Mining Detector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Detect mines in {scene}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Look at {scene}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Look for devices</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Detect mines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Finds mines as polygons with type, confidence and area</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Finds mines in a Sentinel-2 raster with 3 to 13 bands and writes results.gpkg (layers mines, detections, cells, aoi, run) and confidence.tif to the output folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Classify cells</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Scores each cell of an area by whether it may hold a mine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Runs the first model alone: it gives each cell of the area a score 0-1, and says which cells 'Detect mines' would search. Writes results.gpkg (layers cells, aoi, run) to the output folder. Quick: for a first look at a large area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Detect boxes around mines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Finds mine sites as boxes with type and score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Runs the classifier and the detector alone: boxes around whole mine sites, with type and score. Writes results.gpkg (layers detections, cells, aoi, run) to the output folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Segment mine ground</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Gives each pixel the probability of mine ground, by type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Runs the segmenter alone, on every pixel of the area: confidence.tif holds the probability of any mine, and of each type in a band of its own (0-254, 255 is nodata). No classifier rules ground out and no outlines are drawn; 'Outlines from confidence' draws them by a threshold of your choice.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Sensitivity: 'Few misses' shows more and more false alarms, 'Few false alarms' fewer of both.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>The raster needs a file behind it. Where it does not name its bands, name them in its order in 'Bands', such as B02,B03,B04,B08 (a dash leaves one out).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>The detection environment must be set up once: 'Set up the environment'.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Sentinel-2 raster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Level 1C or 2A, 3 to 13 bands; red, green and blue must be among them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Polygons in any CRS. Empty: the whole raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Output folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>An older result in it is replaced.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Add the results to the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Loads the result layers with their styles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Number of features: {layer}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Sensitivity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>How sure the models must be of what is shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Threshold (empty: by sensitivity)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Least probability of mine ground. It wins over the sensitivity: every outline is shown then.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Look closer at all cells, not only at those that the classifier lets through.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Device (auto, cpu, cuda:0 …)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>'auto' takes a GPU where one works, else the processor.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Folder of models (empty: bundled)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>A folder with the folders classifier, detector, segmenter; what is missing is the bundled one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Bands in the raster's order (empty: as the file names them)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Such as B02,B03,B04,B08; a dash leaves a band out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Also look for untested classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>What a model's card names as untested is left out otherwise.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Set up the environment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Makes or checks the Python environment that detection runs in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Makes the Python environment that the models run in, outside of QGIS's own Python; one that works is left as it is. Downloads about 100 MB and takes about 400 MB of disk.

Without a network, name a folder of wheels, or a Python 3.11 or newer that has the packages already. What you name is kept for this QGIS profile, as if you had named it in the Mining Detector panel.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Folder of wheels (empty: package index)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Nothing is fetched from a network then.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>My Python (empty: an environment is made)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Programs (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>It must have the packages already; it is used as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Python that detection runs in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Outlines from confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Draws the outlines of a finished run by another threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Draws outlines from the confidence.tif of 'Detect mines' or 'Segment mine ground' where the probability of any mine reaches the threshold. Each outline gets its type by majority, its area, and the mean probability as score_segmenter. No model runs, so it takes seconds.

The outlines are those that 'Detect mines' draws at this threshold before any precision filter, but for steps of 0.004 in which probabilities are stored. They have no confidence of the three models together.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Confidence raster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>The confidence.tif of a run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Least probability of any mine.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Least area (hectares)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Smaller outlines are dropped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Outlines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>A GeoPackage; one that is there is replaced.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Number of outlines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/child.py" />
            <source>{command} could not be started: {error_strerror}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/child.py" />
            <source>Check the path of the Python interpreter, or set up the environment again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The Python interpreter {interpreter} does not exist.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Name another one in the settings, or clear that setting.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The detection environment is not set up yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Open the Mining Detector panel in QGIS and click 'Set up', or run 'python3 -m mining_detector_plugin.client' in the folder that holds the plugin.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Looking for Python</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{error_filename} can't be written: {error_strerror}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Make it writable, or name another folder in the variable MINING_DETECTOR_HOME.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} is Python {interpreter_minor}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Name a Python {oldest}.{oldest_2} or newer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} lacks packages that the worker needs: {problem}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} lacks packages that the worker needs: it could not be started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Install {packages} for it, or clear this setting.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{free} MB are free in {folder}; {needed_bytes} MB are needed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Free some space, or name another folder in the variable MINING_DETECTOR_HOME.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Checking the packages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The new environment does not work: {problem}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The new environment does not work: it could not be started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Set it up again. If that does not help, name your own Python in the settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/errors.py" />
            <source>Cancelled.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/errors.py" />
            <source>Start again when you like.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/install_lock.py" />
            <source>Another QGIS is setting up the detection environment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/install_lock.py" />
            <source>Wait until it is done and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Making an environment with {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Python could not make an environment: {outputs}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>On Debian and Ubuntu install python3-venv; elsewhere install Python from python.org, or name your own interpreter in the settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Unpacking the packages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Fetching the packages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>The packages could not be installed with {name}: {output}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Check the network and proxy, or set up from a folder of wheels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>There are no wheels in {wheels}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Choose a folder that holds .whl files, or clear this setting.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>{path} is not a Python interpreter that can be started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>Choose the python program of a Python 3.11 or newer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>No Python {oldest}.{oldest_2} or newer was found ({found}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>No Python {oldest}.{oldest_2} or newer was found (none at all).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>Install Python from python.org or your system's packages, or name an interpreter in the settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The worker speaks protocol {value}, the plugin speaks {protocol}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Restart QGIS, so that both come from the same release of the plugin.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker did not start (exit code {code}): {last}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker did not start (exit code {code}): no output.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Set up the environment again; if you named your own Python, check that it has the packages.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker stopped (exit code {code}): {last}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker stopped (exit code {code}): no output.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Try a smaller area or the CPU. If it happens again, report it with the worker's last lines.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest lies outside the scene {scene_name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it over the scene, or choose the scene that covers it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest is so small that it holds no pixel centre.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a larger one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest is not a GeoJSON geometry ({error}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Give {{"geometry": {{"type": "Polygon", "coordinates": ...}}, "crs": "EPSG:4326"}}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>There is no file {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Check the path of the area of interest.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{path} can't be read as a vector file ({error}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Choose a GeoPackage, GeoJSON or Shapefile with polygons.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has a coordinate reference system that is not known: {text}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Give one such as EPSG:4326.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} does not say in which coordinate reference system (CRS) it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Save it with a CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has no polygon.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a polygon, or choose a layer that has some.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has no area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a polygon with an inside.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has corners that are no numbers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The outline of {owner} crosses itself or a hole lies wrong: {polygon}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it again without crossing lines, or mend it (in QGIS: Fix geometries).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>'{pair}' is not a band and its number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>Write them like B04=1,B03=2,B02=3.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>{band} is given twice in '{text}'.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>Give each band one number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>There is no device {wanted} here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Choose one of: auto, {value}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Choose auto or cpu.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. {why}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. No GPU that CUDA can use was found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. The light environment has no GPU support.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Always there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>torch can't be loaded: {error}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>It does not answer: {error}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>CUDA is there, and {free} of {total} GB are free.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>CUDA is there, but {free} of {total} GB are free.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>No scene was named.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose a raster file, a folder or a product.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{owner} holds {count} products.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose the folder of one product.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{tree_root} holds {count} rasters whose names tell no band.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{tree_root} holds no raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose one raster file, or a folder with a file for each band, such as B02.tif and B03.tif.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>it is no GeoJSON of polygons with the property {column}: {error}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>it has no region {without}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>its regions must be polygons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>its coordinates must be longitude and latitude</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>The regions in {path} can't be used: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>Export the pack again with trainer/train.py, or get an unbroken copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The run was cancelled.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Start it again when you like.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The memory of this machine or of its GPU is used up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Close other programs, choose the device cpu, or draw a smaller area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The disk is full.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Free some space and start again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Something went wrong inside Mining Detector: {name}: {error}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Please report it, with the log.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>The folder {folder} holds more than {most_files} files.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>Choose the folder of one scene or product.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>{path} is a damaged or incomplete zip archive.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>Download it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>{path} is not valid: the field {error} is missing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>{path} is not valid: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>Fit it again with trainer/fit_fusion.py, or remove it: then confidences are not calibrated.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} does not say where it lies: it has no coordinate reference system (CRS).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} does not say where it lies: it has no georeference.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Assign a CRS and a georeference to the raster, or choose another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>The bands of {name} lie in several coordinate systems: {listed}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Choose bands of one tile, or reproject them to one CRS.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} is turned against the other bands.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Warp the bands to one grid first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>The scene lacks {missing}: the precision filter of {pack_name} is left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>Add these bands to have false hits removed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>The precision filter of {pack_name} removed {value} of {count} hits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>There is no model pack in {root}: it has none of the folders {kinds}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>Choose a folder with packs in folders of these names, or use the bundled models.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} is a {pack_kind}, and a classifier is wanted there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} is a {pack_kind}, and a {wanted} is wanted there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>Put each pack into the folder of its own kind.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} has the classes {pack_classes} with {pack_activation}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A pack for types is a softmax over some of {types}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A classifier begins with mine, or names its mine_classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A segmenter begins with background and knows no other classes but {types}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A detector knows no classes but {types}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>There is no network {name}; known are {networks}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>Correct the name, or use a version of Mining Detector that has this network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>The network {name} can't be built from {arguments}: {error}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>Correct the arguments in the recipe or pack.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>missing {missing}, unexpected {result_unexpected_keys}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>The weights in {path} do not fit the pack's network: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>There is no model pack in {folder}: model.json is missing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>Choose a folder that holds a model pack, or use the bundled models.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>the field {error} is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>{required_name} is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>its member {name} has another {different}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>its member {name} has members of its own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>The model pack in {folder} is not valid: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>Export it again with trainer/train.py, or get an unbroken copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The threshold {request_threshold} does not lie between 0 and 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Choose a number such as 0.5.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. There is no {value} beside the models.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. {path} was fitted for another {others}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Fit trainer/fit_fusion.py for these models, or use the bundled ones.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Writing the results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Done</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The segmenter's own types are taken. {error_hint}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Scene {scene_name}: {scene_width} x {scene_height} pixels, bands {scene_bands}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Reflectance = value x {scale} {offset}. {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>How the stored numbers become reflectance is a guess. {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Use the product as it was delivered, or state the scale in the file: gdal_edit.py -a_scale 0.0001 -a_offset -0.1 (0 without an offset).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Device: {device_name}. {device_reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The scene's pixels are {scene_resolution_m} m wide, and the models were trained at {wanted} m.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Resample the scene to the models' resolution for results that can be trusted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The scene lacks {missing}: the second level of {pack_name} is left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Add these bands for the model's best results.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Haze can't be taken off {scene_name}: it has no visible bands or no data.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Add the bands B02, B03 and B04.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Haze is taken off by {method}: {found}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{pack_name} also looks for what no real place has tested: {pack_untested_classes}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Check what is found of it by eye: its confidence was not tested either.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{pack_name} leaves out what no real place has tested: {pack_untested_classes}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Switch untested classes on to look for it too.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The classifier looked at {looked} cells; {searched} are searched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The area of interest holds no data in {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Choose an area where the raster has values.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{unsure} mines are left out: their confidence is below {run_least_confidence}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>{path} can't be read from the network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>Check the connection and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>{path} is damaged or incomplete: its pixels can't be read to the end.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>Copy or download the file again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Check the path of the scene.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>{path} can't be opened as a raster ({error}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Check the address and the connection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Choose a GeoTIFF, VRT or JPEG 2000 file, a folder of band files, or a Sentinel-2 SAFE product.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>{path} holds no raster bands of its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Choose one of the rasters inside it, or the product's folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/reading.py" />
            <source>The model {pack_name} needs the bands {missing}, and {scene_name} does not have them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/reading.py" />
            <source>Add these bands to the raster, or name its bands rightly. It has {scene_bands}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/request.py" />
            <source>The request's {wrong} is not what it should be.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/request.py" />
            <source>See docs/developers.md for its form.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Results can't be written to {folder}: {error_strerror}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Choose a folder that you may write to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The disk of {folder} has {free} MB free, and this run may need {bytes_needed} MB.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Free some space, choose a folder on another disk, or draw a smaller area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The disk of {folder} is full. Nothing was written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The results in {folder} can't be replaced: {error_strerror}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Close the program that has them open, or choose another folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>ONNX Runtime is not installed in this environment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>Set up the environment again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>its inputs are {names}, and bands and presence are wanted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>it has {count} outputs, and a {pack_kind} has {wanted}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>it gives {found} classes, and model.json names {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>The model {pack_name} in {pack_folder} can't be loaded: {detail}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product's metadata file {path} can't be read ({error}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Download the product again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} holds {count} tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Choose one of the folders in its GRANULE folder, such as {granules}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} holds no band images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} has several offsets: {offsets}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Use a product as ESA delivers it, with one offset for all bands.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (processing baseline {baseline}) give an offset of {added} and divide by {quantification}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (processing baseline {baseline}) give no offset and divide by {quantification}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (the product's metadata) give an offset of {added} and divide by {quantification}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (the product's metadata) give no offset and divide by {quantification}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The file's tags give scale {scale} and offset {offset}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>No valid pixel was found in a sample; reflectance x 10000 is assumed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The values are floating point numbers from 0 to 1: reflectance as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The values fit in 8 bits: a picture in which 255 stands for reflectance {eight_bit_white}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: acquired before 2022-01-25 ({acquired}), though the darkest band starts at {statistics_dark}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: the darkest band starts at {statistics_dark}; the +1000 of newer products was removed already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: the darkest band starts at {statistics_dark}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: processing baseline {baseline}, and the darkest band starts at {statistics_dark}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: processing baseline {baseline}, and the darkest band starts at {statistics_dark}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, and the date is not known.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, and acquired on {acquired}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, so an image of {acquired} that was processed again after 2022-01-25.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>it has {inputs} and {outputs}, and features and probabilities are wanted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>it gives {values} values a pixel for {classes} classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>The second level of the model {name} in {folder} can't be run: {detail}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{text} is no Sentinel-2 band.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Use {band_names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{source_name} has no band number {number}: it has {count}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Give {name} a number from 1 to {count}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{name} or band number {number} is given twice.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{source_name} names {band_name} twice: bands {first} and {number}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Nothing in {source_name} says which of its {count} bands is which.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number, for example B04=1,B03=2,B02=3.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number. With {count} bands this is likely: {likely}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Looking at every cell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Looking for sites</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Drawing outlines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Telling the types apart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>The request's confidence and out are no paths.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>The least area {minimum_area_ha} is no number of hectares.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a number such as 0.1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{out} is no name of a GeoPackage.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a name that ends with .gpkg.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{request_confidence} can't be opened as a raster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose the confidence.tif of a run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{request_confidence} is not the confidence raster of a run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a confidence.tif: its first band is named any_mine, and a band for each type follows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Writing the outlines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Outlines can't be written to {path}: {error_strerror}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a file that you may write to, and that no other program has open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>it is not JSON ({error})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>its command is none of {commands}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>scene is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>The request can't be understood: {detail}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>The area of interest is empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Choose a layer, or select features, with polygons.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No features are selected{name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No features are selected.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Select polygons on the map, or draw the area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>No image is chosen.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Add a Sentinel-2 raster to the project and choose it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The layer '{value}' (type {kind}) has no file of reflectances behind it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The layer '{value}' (type unknown) has no file of reflectances behind it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Web maps hold pictures, not reflectances. Choose a layer made from a Sentinel-2 file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The file of the layer '{value}' is not there: {path}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Repair the layer's data source, or choose another layer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>The result layer '{name}' in {result} could not be opened.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Look whether another program holds the file, and run again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>The plugin failed: {name}: {error}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Please report it with the text in View &gt; Panels &gt; Log Messages &gt; Mining Detector.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Starting the worker</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
