<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>MiningDetector</name>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Advanced</source>
            <translation>Avanzado</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Mines (all models)</source>
            <translation>Minas (todos los modelos)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Cells that may hold mines (quick)</source>
            <translation>Celdas que pueden contener minas (rápido)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Boxes around sites</source>
            <translation>Recuadros alrededor de sitios</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Confidence of each pixel, everywhere</source>
            <translation>Confianza de cada píxel, en todas partes</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>The answer of one model alone comes without outlines of mines.</source>
            <translation>La respuesta de un solo modelo viene sin contornos de minas.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>As the models ask for</source>
            <translation>Como pidan los modelos</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Left as it is</source>
            <translation>Se deja como está</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Taken off by place (dark channel)</source>
            <translation>Quitada por lugar (canal oscuro)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Taken off evenly</source>
            <translation>Quitada por igual</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>What is done to haze before the models look.</source>
            <translation>Qué se hace con la bruma antes de que miren los modelos.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Remove &amp;false hits</source>
            <translation>Quitar aciertos &amp;falsos</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>By the models' own precision filters, where they have any.</source>
            <translation>Con los filtros de precisión de los propios modelos, si los tienen.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Also look for untested t&amp;ypes</source>
            <translation>Buscar también tip&amp;os sin probar</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Types that a model's card calls untested: no real place has shown how well it finds them.</source>
            <translation>Tipos que la ficha de un modelo llama no probados: ningún lugar real ha mostrado qué tan bien los encuentra.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Show or hide the advanced options</source>
            <translation>Mostrar u ocultar las opciones avanzadas</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>L&amp;ook for</source>
            <translation>Busc&amp;ar</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Fi&amp;x haze</source>
            <translation>Corre&amp;gir bruma</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a rectangle</source>
            <translation>Dibujar un rectángulo</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a polygon</source>
            <translation>Dibujar un polígono</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw freehand</source>
            <translation>Dibujar a mano alzada</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a circle</source>
            <translation>Dibujar un círculo</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Selected features</source>
            <translation>Objetos seleccionados</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>All polygons of a layer</source>
            <translation>Todos los polígonos de una capa</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>A bookmark</source>
            <translation>Un marcador</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>What the map shows</source>
            <translation>Lo que muestra el mapa</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>What the map shows of the image</source>
            <translation>Lo que el mapa muestra de la imagen</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>The whole image</source>
            <translation>La imagen completa</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Layer of polygons</source>
            <translation>Capa de polígonos</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Bookmark</source>
            <translation>Marcador</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Spatial bookmarks of the project and of the user</source>
            <translation>Marcadores espaciales del proyecto y del usuario</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source> km</source>
            <translation> km</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Radius of the circle</source>
            <translation>Radio del círculo</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Radius of the circle. A click on the map takes it, a drag changes it.</source>
            <translation>Radio del círculo. Un clic en el mapa lo toma, un arrastre lo cambia.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Dra&amp;w</source>
            <translation>Dibu&amp;jar</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Rectangle, freehand, circle: press and drag. Polygon: click corners, right-click to finish. Esc cancels.</source>
            <translation>Rectángulo, mano alzada, círculo: pulse y arrastre. Polígono: haga clic en las esquinas y clic derecho para terminar. Esc cancela.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Zoom to the area</source>
            <translation>Zoom al área</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Forget the area and take the whole image</source>
            <translation>Olvidar el área y tomar la imagen completa</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Snap to layers while drawing, as the project's snapping settings say</source>
            <translation>Autoensamblar con capas al dibujar, según la configuración de autoensamblado del proyecto</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>&amp;Area</source>
            <translation>Ár&amp;ea</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Bands of the image</source>
            <translation>Bandas de la imagen</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Use these bands</source>
            <translation>Usar estas bandas</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Raster band</source>
            <translation>Banda del ráster</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Sentinel-2 band</source>
            <translation>Banda de Sentinel-2</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Named by</source>
            <translation>Nombrada por</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>File</source>
            <translation>Archivo</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Band {number}</source>
            <translation>Banda {number}</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>you</source>
            <translation>usted</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>You gave these names before.</source>
            <translation>Usted dio estos nombres antes.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The image gives these names. Change what is wrong.</source>
            <translation>La imagen da estos nombres. Cambie lo que esté mal.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The file does not name its bands. This is a guess by their number: check it.</source>
            <translation>El archivo no nombra sus bandas. Esto es una suposición por su número: compruébela.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The file does not name its bands, and their number tells nothing. Please name them.</source>
            <translation>El archivo no nombra sus bandas y su número no dice nada. Nómbrelas, por favor.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>description</source>
            <translation>descripción</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>tag</source>
            <translation>etiqueta</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>file name</source>
            <translation>nombre de archivo</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>product</source>
            <translation>producto</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>guess</source>
            <translation>suposición</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>(do not use)</source>
            <translation>(no usar)</translation>
        </message>
        <message>
            <location filename="gui/card_dialog.py" />
            <source>Model card</source>
            <translation>Ficha del modelo</translation>
        </message>
        <message>
            <location filename="gui/card_dialog.py" />
            <source>Model card of {model}</source>
            <translation>Ficha de {model}</translation>
        </message>
        <message>
            <location filename="gui/collapsible.py" />
            <source>Show or hide: {title}</source>
            <translation>Mostrar u ocultar: {title}</translation>
        </message>
        <message>
            <location filename="gui/controller.py" />
            <source>Cancelling</source>
            <translation>Cancelando</translation>
        </message>
        <message>
            <location filename="gui/controller.py" />
            <location filename="gui/dock.py" />
            <location filename="gui/environment_controller.py" />
            <location filename="gui/provenance_words.py" />
            <location filename="plugin.py" />
            <source>Mining Detector</source>
            <translation>Mining Detector</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Detect</source>
            <translation>Detectar</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Choose image and area, and search</source>
            <translation>Elegir imagen y área, y buscar</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Runs</source>
            <translation>Resultados</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>What was found: filter, report, export</source>
            <translation>Lo encontrado: filtrar, informar, exportar</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <location filename="gui/models_box.py" />
            <source>Models</source>
            <translation>Modelos</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>The models that are there, and new ones</source>
            <translation>Los modelos disponibles, y nuevos</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Setup</source>
            <translation>Entorno</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>The environment that the models run in</source>
            <translation>El entorno en el que funcionan los modelos</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Help for this page</source>
            <translation>Ayuda de esta página</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Remove the environments that nothing uses any more? This frees {size} MB.</source>
            <translation>¿Quitar los entornos que ya nada usa? Esto libera {size} MB.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Remove the detection environment? This frees {size} MB. Detection needs a new set-up then.</source>
            <translation>¿Quitar el entorno de detección? Esto libera {size} MB. La detección necesitará entonces una nueva preparación.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Copy the log</source>
            <translation>Copiar el registro</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Copy diagnostics</source>
            <translation>Copiar diagnóstico</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Copied.</source>
            <translation>Copiado.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>A run is using the detection environment.</source>
            <translation>Una ejecución está usando el entorno de detección.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Wait for its end, or cancel it.</source>
            <translation>Espere a que termine, o cancélela.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>The detection environment is ready.</source>
            <translation>El entorno de detección está listo.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>{size} MB freed.</source>
            <translation>{size} MB liberados.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>An update of the detection environment can be set up on the page Setup.</source>
            <translation>En la página Entorno se puede preparar una actualización del entorno de detección.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>The folder holds all {count} packages.</source>
            <translation>La carpeta contiene los {count} paquetes.</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Log of the set-up</source>
            <translation>Registro de la preparación</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <location filename="gui/models_page.py" />
            <location filename="gui/run_panel.py" />
            <source>&amp;Cancel</source>
            <translation>&amp;Cancelar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Mor&amp;e</source>
            <translation>&amp;Más</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Make the environment again, or remove it</source>
            <translation>Crear el entorno de nuevo, o quitarlo</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Make it again from nothing</source>
            <translation>Crearlo de nuevo desde cero</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove…</source>
            <translation>Quitar…</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove those of earlier versions…</source>
            <translation>Quitar los de versiones anteriores…</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Copy &amp;log</source>
            <translation>Copiar re&amp;gistro</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Copy dia&amp;gnostics</source>
            <translation>Copiar &amp;diagnóstico</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Copies versions, devices, the state of the environment and the last error, for a report. Personal paths, names and passwords are left out.</source>
            <translation>Copia versiones, dispositivos, el estado del entorno y el último error, para un informe. Se omiten rutas personales, nombres y contraseñas.</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove those of earlier versions ({size} MB)…</source>
            <translation>Quitar los de versiones anteriores ({size} MB)…</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>&amp;Set up</source>
            <translation>&amp;Preparar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Repai&amp;r</source>
            <translation>&amp;Reparar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>&amp;Update</source>
            <translation>Ac&amp;tualizar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Chec&amp;k and repair</source>
            <translation>Compro&amp;bar y reparar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Chec&amp;k</source>
            <translation>Compro&amp;bar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>&amp;Try again</source>
            <translation>&amp;Intentar de nuevo</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Set up from</source>
            <translation>Preparar desde</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Package index (network)</source>
            <translation>Índice de paquetes (red)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Folder of wheels (no network)</source>
            <translation>Carpeta de wheels (sin red)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>My own Python</source>
            <translation>Mi propio Python</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>A folder that holds the packages as .whl files, or the path of a zip of them. Another computer fills one: python3 -m mining_detector_plugin.client download-wheels FOLDER</source>
            <translation>Una carpeta con los paquetes como archivos .whl, o la ruta de un zip de ellos. Otro equipo la llena: python3 -m mining_detector_plugin.client download-wheels FOLDER</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>The python program of a Python 3.11 or newer that has the packages already. It is used as it is.</source>
            <translation>El programa python de un Python 3.11 o posterior que ya tiene los paquetes. Se usa tal como está.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <location filename="processing/set_up.py" />
            <source>Processor (small)</source>
            <translation>Procesador (pequeño)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <location filename="processing/set_up.py" />
            <source>Processor, fast (medium)</source>
            <translation>Procesador, rápido (mediano)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <location filename="processing/set_up.py" />
            <source>NVIDIA GPU (large)</source>
            <translation>GPU NVIDIA (grande)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Which packages are set up. Those for a GPU can be set up on Linux only; elsewhere name a Python of your own that has torch with CUDA.</source>
            <translation>Qué paquetes se preparan. Los de GPU solo se pueden preparar en Linux; en otros sistemas indique un Python propio que tenga torch con CUDA.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>S&amp;ource</source>
            <translation>&amp;Origen</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>&amp;Wheels</source>
            <translation>&amp;Wheels</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>M&amp;y Python</source>
            <translation>Mi P&amp;ython</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>&amp;For</source>
            <translation>P&amp;ara</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Nothing is installed: the Python is checked and used as it is.</source>
            <translation>No se instala nada: se comprueba el Python y se usa tal como está.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Takes about {disk} MB on disk; nothing is downloaded.</source>
            <translation>Ocupa unos {disk} MB en disco; no se descarga nada.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Downloads about {download} MB, takes about {disk} MB on disk.</source>
            <translation>Descarga unos {download} MB, ocupa unos {disk} MB en disco.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>For new processors: AMD Zen 4 and later, Intel Xeon from Sapphire Rapids on. The models take about half the time there; other processors gain nothing.</source>
            <translation>Para procesadores nuevos: AMD Zen 4 y posteriores, Intel Xeon a partir de Sapphire Rapids. Allí los modelos tardan más o menos la mitad; los demás procesadores no ganan nada.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>For Linux with an NVIDIA driver. Nobody has tested this set on a GPU yet; without one the processor is used.</source>
            <translation>Para Linux con un controlador NVIDIA. Nadie ha probado aún este conjunto en una GPU; sin ella se usa el procesador.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Package</source>
            <translation>Paquete</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <location filename="gui/model_text.py" />
            <source>Version</source>
            <translation>Versión</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Packages in the environment, with their versions</source>
            <translation>Paquetes del entorno, con sus versiones</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Packages</source>
            <translation>Paquetes</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Devices</source>
            <translation>Dispositivos</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Python:</source>
            <translation>Python:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Packages for:</source>
            <translation>Paquetes para:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>On disk:</source>
            <translation>En disco:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Made:</source>
            <translation>Creado:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Fol&amp;der:</source>
            <translation>Carp&amp;eta:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>processor</source>
            <translation>procesador</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>processor, fast</source>
            <translation>procesador, rápido</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>NVIDIA GPU</source>
            <translation>GPU NVIDIA</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>{time} UTC with {installer}</source>
            <translation>{time} UTC con {installer}</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>The worker is being asked.</source>
            <translation>Se está preguntando al proceso de trabajo.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>used</source>
            <translation>en uso</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>not used</source>
            <translation>sin uso</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: ready</source>
            <translation>Entorno: listo</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: not set up</source>
            <translation>Entorno: sin preparar</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: does not work</source>
            <translation>Entorno: no funciona</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: update available</source>
            <translation>Entorno: actualización disponible</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Detection needs a Python environment of its own. Nothing of QGIS changes. The first Detect sets it up too.</source>
            <translation>La detección necesita un entorno de Python propio. Nada de QGIS cambia. La primera detección también lo prepara.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>All packages load.</source>
            <translation>Todos los paquetes se cargan.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Its packages are being looked at.</source>
            <translation>Se están examinando sus paquetes.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>{size} MB</source>
            <translation>{size} MB</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>, {free} of {total} GB free</source>
            <translation>, {free} de {total} GB libres</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Look at the detection environment</source>
            <translation>Examinar el entorno de detección</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Set up Mining Detector</source>
            <translation>Preparar Mining Detector</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Remove the detection environment</source>
            <translation>Quitar el entorno de detección</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>about {cells}</source>
            <translation>unos {cells}</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>{area}, {cells} cells, roughly {time} (no run here yet)</source>
            <translation>{area}, {cells} celdas, aproximadamente {time} (aún sin ejecuciones aquí)</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>{area}, {cells} cells, about {time}</source>
            <translation>{area}, {cells} celdas, unos {time}</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>GeoPackage</source>
            <translation>GeoPackage</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>GeoJSON</source>
            <translation>GeoJSON</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>KML for Google Earth</source>
            <translation>KML para Google Earth</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>Table with outlines as text</source>
            <translation>Tabla con contornos como texto</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>Shapefile</source>
            <translation>Shapefile</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>Open the layers of {scene}</source>
            <translation>Abrir las capas de {scene}</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>The choices of the run in {scene} are back.</source>
            <translation>Han vuelto las opciones de la ejecución en {scene}.</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>Mining Detector: help</source>
            <translation>Mining Detector: ayuda</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>Help</source>
            <translation>Ayuda</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>&amp;Contents</source>
            <translation>&amp;Contenido</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>The help pages are not there. Install the plugin from its zip.</source>
            <translation>Las páginas de ayuda no están. Instale el complemento desde su zip.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>Looking at the image…</source>
            <translation>Examinando la imagen…</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>The layer keeps these bands for its runs.</source>
            <translation>La capa conserva estas bandas para sus ejecuciones.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>There is no data here.</source>
            <translation>Aquí no hay datos.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>Only the middle is shown: the image has no overviews (pyramids).</source>
            <translation>Solo se muestra el centro: la imagen no tiene vistas generales (pirámides).</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <location filename="gui/images_dialog.py" />
            <source>Several images as one</source>
            <translation>Varias imágenes como una</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Choose several layers that are searched as one: tiles, or band files.</source>
            <translation>Elegir varias capas que se examinan como una: teselas, o archivos de bandas.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>&amp;Bands…</source>
            <translation>&amp;Bandas…</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Shows which band of the image is which, to confirm or change.</source>
            <translation>Muestra qué banda de la imagen es cuál, para confirmar o cambiar.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Scaling…</source>
            <translation>Escalado…</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Shows how stored numbers become reflectance and why, to confirm or change.</source>
            <translation>Muestra cómo los números guardados se convierten en reflectancia y por qué, para confirmar o cambiar.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>&amp;Image</source>
            <translation>&amp;Imagen</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{count} layers as one: {names}</source>
            <translation>{count} capas como una: {names}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{width} × {height} pixels of {resolution} m</source>
            <translation>{width} × {height} píxeles de {resolution} m</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>date not known</source>
            <translation>fecha desconocida</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{count} bands that nothing names. Please name them.</source>
            <translation>{count} bandas que nada nombra. Nómbrelas, por favor.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>A guess by their number, please confirm: {bands}</source>
            <translation>Una suposición por su número, confírmela: {bands}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file</source>
            <translation>nombradas por el archivo</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file's tags</source>
            <translation>nombradas por las etiquetas del archivo</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file names</source>
            <translation>nombradas por los nombres de archivo</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the product</source>
            <translation>nombradas por el producto</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by you</source>
            <translation>nombradas por usted</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Bands: {bands}</source>
            <translation>Bandas: {bands}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Reflectance = number × {scale}</source>
            <translation>Reflectancia = número × {scale}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{scaling}. A guess: please check.</source>
            <translation>{scaling}. Una suposición: compruébela.</translation>
        </message>
        <message>
            <location filename="gui/image_tasks.py" />
            <location filename="gui/tasks.py" />
            <source>Look at {scene}</source>
            <translation>Examinar {scene}</translation>
        </message>
        <message>
            <location filename="gui/image_tasks.py" />
            <source>Estimate the time for {scene}</source>
            <translation>Estimar el tiempo para {scene}</translation>
        </message>
        <message>
            <location filename="gui/images_dialog.py" />
            <source>Tick tiles that lie side by side (same bands, CRS and pixel size), or the files of single bands of one image. They are searched as one, without a seam.</source>
            <translation>Marque teselas contiguas (mismas bandas, SRC y tamaño de píxel), o los archivos de las bandas sueltas de una imagen. Se examinan como una sola, sin costura.</translation>
        </message>
        <message>
            <location filename="gui/images_dialog.py" />
            <source>Raster layers</source>
            <translation>Capas ráster</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <location filename="gui/models_controller.py" />
            <source>Import an ONNX model</source>
            <translation>Importar un modelo ONNX</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>as its makers state it</source>
            <translation>como la indican sus autores</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Import</source>
            <translation>&amp;Importar</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>no mine: leave out</source>
            <translation>no es mina: omitir</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Name</source>
            <translation>&amp;Nombre</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Licence</source>
            <translation>&amp;Licencia</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>{kind}; pixels of {resolution} m; tiles of {tile} pixels; threshold {threshold}.</source>
            <translation>{kind}; píxeles de {resolution} m; teselas de {tile} píxeles; umbral {threshold}.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>What its classes are</source>
            <translation>Qué son sus clases</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Type of the class {name}</source>
            <translation>Tipo de la clase {name}</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>The picture that it sees</source>
            <translation>La imagen que ve</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Band of channel {number}</source>
            <translation>Banda del canal {number}</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Bands of its channels</source>
            <translation>&amp;Bandas de sus canales</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>to</source>
            <translation>a</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Reflectance that becomes 255</source>
            <translation>Reflectancia que se convierte en 255</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Reflectance as 0 to 255</source>
            <translation>&amp;Reflectancia de 0 a 255</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Such models take 8-bit pictures. This reflectance becomes black and white; beyond it is cut off.</source>
            <translation>Estos modelos toman imágenes de 8 bits. Esta reflectancia se convierte en negro y blanco; lo que la excede se recorta.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Choose what at least one class is.</source>
            <translation>Elija qué es al menos una de las clases.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Give each channel a band of its own.</source>
            <translation>Dé a cada canal una banda propia.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>The range of reflectance is empty.</source>
            <translation>El intervalo de reflectancia está vacío.</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <location filename="gui/results.py" />
            <source>Confidence</source>
            <translation>Confianza</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <source>Probability</source>
            <translation>Probabilidad</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/model_text.py" />
            <location filename="gui/provenance_words.py" />
            <source>Segmenter</source>
            <translation>Segmentador</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/model_text.py" />
            <location filename="gui/provenance_words.py" />
            <source>Detector</source>
            <translation>Detector</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/model_text.py" />
            <location filename="gui/provenance_words.py" />
            <source>Classifier</source>
            <translation>Clasificador</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <source>Acquired</source>
            <translation>Adquirida</translation>
        </message>
        <message>
            <location filename="gui/measures.py" />
            <source>{area} ha</source>
            <translation>{area} ha</translation>
        </message>
        <message>
            <location filename="gui/measures.py" />
            <source>{length} m</source>
            <translation>{length} m</translation>
        </message>
        <message>
            <location filename="gui/measures.py" />
            <source>{length} km</source>
            <translation>{length} km</translation>
        </message>
        <message>
            <location filename="gui/measures.py" />
            <source>{time} s</source>
            <translation>{time} s</translation>
        </message>
        <message>
            <location filename="gui/measures.py" />
            <source>{time} min</source>
            <translation>{time} min</translation>
        </message>
        <message>
            <location filename="gui/measures.py" />
            <source>{time} h</source>
            <translation>{time} h</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Types of mines</source>
            <translation>Tipos de minas</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>mine</source>
            <translation>mina</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>no mine</source>
            <translation>no es mina</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <location filename="gui/models_box.py" />
            <source>Bundled models</source>
            <translation>Modelos incluidos</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>These are taken where nobody chooses others.</source>
            <translation>Se toman estos donde nadie elige otros.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>From the bundled models: {kinds}.</source>
            <translation>De los modelos incluidos: {kinds}.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Which cells are searched is up to the bundled classifier, which knows nothing of these models. 'Search everywhere' lets them look at every cell.</source>
            <translation>Qué celdas se examinan lo decide el clasificador incluido, que no sabe nada de estos modelos. 'Buscar en todas partes' les deja ver cada celda.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Outlines of mines are those of the bundled segmenter; these models give the boxes beside them.</source>
            <translation>Los contornos de las minas son los del segmentador incluido; estos modelos dan los recuadros junto a ellos.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Confidences rank the mines then, and are not calibrated.</source>
            <translation>Las confianzas entonces ordenan las minas y no están calibradas.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Folder</source>
            <translation>Carpeta</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>This model can't be read. Install it again, or remove it.</source>
            <translation>Este modelo no se puede leer. Instálelo de nuevo, o quítelo.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Kind</source>
            <translation>Clase</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Bands needed</source>
            <translation>Bandas necesarias</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Bands used</source>
            <translation>Bandas usadas</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Pixels</source>
            <translation>Píxeles</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>{size} m</source>
            <translation>{size} m</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Finds</source>
            <translation>Encuentra</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Licence</source>
            <translation>Licencia</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>not stated</source>
            <translation>no indicada</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Size</source>
            <translation>Tamaño</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Fingerprint</source>
            <translation>Huella digital</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>No real place has tested: {classes}. Runs leave it out unless told otherwise.</source>
            <translation>Ningún lugar real ha puesto a prueba: {classes}. Las ejecuciones lo omiten si no se indica otra cosa.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Learnt from</source>
            <translation>Aprendió de</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Limits</source>
            <translation>Límites</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>can't be read</source>
            <translation>no se puede leer</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Figures</source>
            <translation>Cifras</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>None with an interval: nobody has measured how good it is, or how surely.</source>
            <translation>Ninguna con intervalo: nadie ha medido qué tan bueno es, ni con qué seguridad.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>In brackets the 95 % interval over places.</source>
            <translation>Entre paréntesis, el intervalo del 95 % sobre los lugares.</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/model_text.py" />
            <source>%n more figures are in the model card.</source>
            <translation>
                <numerusform>Hay %n cifra más en la ficha del modelo.</numerusform>
                <numerusform>Hay %n cifras más en la ficha del modelo.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>{metric} on {data}: {value} ({low} to {high}), {places}</source>
            <translation>{metric} en {data}: {value} ({low} a {high}), {places}</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/model_text.py" />
            <source>%n places</source>
            <translation>
                <numerusform>%n lugar</numerusform>
                <numerusform>%n lugares</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/models_box.py" />
            <source>…</source>
            <translation>…</translation>
        </message>
        <message>
            <location filename="gui/models_box.py" />
            <source>Take models from a folder without installing them</source>
            <translation>Tomar modelos de una carpeta sin instalarlos</translation>
        </message>
        <message>
            <location filename="gui/models_box.py" />
            <location filename="processing/search.py" />
            <source>Models from a folder</source>
            <translation>Modelos de una carpeta</translation>
        </message>
        <message>
            <location filename="gui/models_box.py" />
            <location filename="gui/models_controller.py" />
            <source>Folder with models</source>
            <translation>Carpeta con modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Look for models</source>
            <translation>Buscar modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Install models</source>
            <translation>Instalar modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Look at an ONNX model</source>
            <translation>Examinar un modelo ONNX</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Remove models</source>
            <translation>Quitar modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Delete '{models}' from the disk?</source>
            <translation>¿Eliminar '{models}' del disco?</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Set default models</source>
            <translation>Fijar los modelos por defecto</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Read a model card</source>
            <translation>Leer la ficha de un modelo</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>These models are installed already. Replace them?</source>
            <translation>Estos modelos ya están instalados. ¿Reemplazarlos?</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is installed.</source>
            <translation>'{models}' está instalado.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Left out, since no model needs it: {files}</source>
            <translation>Omitidos, porque ningún modelo los necesita: {files}</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is removed.</source>
            <translation>'{models}' se ha quitado.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is the default.</source>
            <translation>'{models}' es el modelo por defecto.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Zip with models</source>
            <translation>Zip con modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Zip files (*.zip)</source>
            <translation>Archivos zip (*.zip)</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>ONNX model with Deepness metadata</source>
            <translation>Modelo ONNX con metadatos de Deepness</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>ONNX models (*.onnx)</source>
            <translation>Modelos ONNX (*.onnx)</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>What is known of the chosen model</source>
            <translation>Lo que se sabe del modelo elegido</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>&amp;New…</source>
            <translation>&amp;Nuevos…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Install models, or import an ONNX file; they are checked, and run no code.</source>
            <translation>Instalar modelos, o importar un archivo ONNX; se comprueban y no ejecutan código.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>From a &amp;folder…</source>
            <translation>De una &amp;carpeta…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>From a &amp;zip…</source>
            <translation>De un &amp;zip…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Import &amp;ONNX (Deepness)…</source>
            <translation>Importar &amp;ONNX (Deepness)…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Set as de&amp;fault</source>
            <translation>Usar por de&amp;fecto</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>These models are chosen from now on, here and in Processing.</source>
            <translation>Estos modelos se eligen desde ahora, aquí y en Procesos.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Quitar</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Deletes installed models from the disk. Bundled ones stay.</source>
            <translation>Elimina del disco los modelos instalados. Los incluidos se quedan.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Model car&amp;d</source>
            <translation>Fic&amp;ha del modelo</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>All that the makers of this model say of it: uses, figures, limits.</source>
            <translation>Todo lo que los autores de este modelo dicen de él: usos, cifras, límites.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <location filename="gui/options_panel.py" />
            <source>&amp;Models</source>
            <translation>&amp;Modelos</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>{models} (default)</source>
            <translation>{models} (por defecto)</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Search &amp;everywhere</source>
            <translation>Buscar en todas &amp;partes</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Also run the detector and the segmenter where the classifier sees no mine. Slower.</source>
            <translation>Ejecutar también el detector y el segmentador donde el clasificador no ve ninguna mina. Más lento.</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>How sure the models must be of what is shown. 'Few misses' shows more mines and more false alarms, 'Few false alarms' fewer of both.</source>
            <translation>Qué tan seguros deben estar los modelos de lo que se muestra. 'Pocas omisiones' muestra más minas y más falsas alarmas; 'Pocas falsas alarmas', menos de ambas.</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>By sensitivity</source>
            <translation>Por sensibilidad</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Confidence from which a pixel counts as mine, in place of the sensitivity's. Lower finds more, also false ones.</source>
            <translation>Confianza a partir de la cual un píxel cuenta como mina, en lugar de la de la sensibilidad. Más bajo encuentra más, también falsos.</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Kind of search</source>
            <translation>&amp;Tipo</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>De&amp;vice</source>
            <translation>Dispositi&amp;vo</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Sensitivity</source>
            <translation>&amp;Sensibilidad</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Threshold</source>
            <translation>&amp;Umbral</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Results in</source>
            <translation>&amp;Resultados en</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source> (not usable)</source>
            <translation> (no utilizable)</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Sets of the choices below. What you change makes it your own choice.</source>
            <translation>Conjuntos de las opciones de abajo. Lo que cambie lo convierte en su propia elección.</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Keep or delete presets</source>
            <translation>Guardar o eliminar ajustes predefinidos</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Save these choices as…</source>
            <translation>Guardar estas opciones como…</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Delete this preset</source>
            <translation>Eliminar este ajuste predefinido</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Your own choice</source>
            <translation>Su propia elección</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Save choices</source>
            <translation>Guardar opciones</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Name of the preset:</source>
            <translation>Nombre del ajuste predefinido:</translation>
        </message>
        <message>
            <location filename="gui/presets.py" />
            <location filename="gui/sensitivity.py" />
            <source>Balanced</source>
            <translation>Equilibrada</translation>
        </message>
        <message>
            <location filename="gui/presets.py" />
            <source>Quick look (cells only)</source>
            <translation>Vistazo rápido (solo celdas)</translation>
        </message>
        <message>
            <location filename="gui/presets.py" />
            <source>Search everything (slow)</source>
            <translation>Buscar en todo (lento)</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{done} of {total} cells</source>
            <translation>{done} de {total} celdas</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{done} of {total} tiles</source>
            <translation>{done} de {total} teselas</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} may hold mines</source>
            <translation>{count} pueden contener minas</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} boxes so far</source>
            <translation>{count} recuadros hasta ahora</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} mines so far</source>
            <translation>{count} minas hasta ahora</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>less than a minute left</source>
            <translation>queda menos de un minuto</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>about {minutes} min left</source>
            <translation>quedan unos {minutes} min</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>about {hours} h {minutes} min left</source>
            <translation>quedan unas {hours} h {minutes} min</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <location filename="gui/report_layout.py" />
            <location filename="gui/result_fields.py" />
            <source>Where it comes from</source>
            <translation>De dónde viene</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <source>Where the results of this run come from</source>
            <translation>De dónde vienen los resultados de esta ejecución</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <source>&amp;Copy as text</source>
            <translation>Co&amp;piar como texto</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <source>Scene</source>
            <translation>Escena</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>unknown</source>
            <translation>desconocido</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Area searched</source>
            <translation>Área examinada</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{area:,.0f} ha</source>
            <translation>{area:,.0f} ha</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Coordinate system</source>
            <translation>Sistema de coordenadas</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Bands</source>
            <translation>Bandas</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Reflectance</source>
            <translation>Reflectancia</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="processing/search.py" />
            <source>Sensitivity</source>
            <translation>Sensibilidad</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Where it searched</source>
            <translation>Dónde buscó</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <location filename="gui/runs_page.py" />
            <source>Run</source>
            <translation>Ejecución</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{run_id}, of {created}</source>
            <translation>{run_id}, del {created}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>threshold {value:.3f}</source>
            <translation>umbral {value:.3f}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>without {classes}</source>
            <translation>sin {classes}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Left out as unsure</source>
            <translation>Omitidas por inseguras</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Left out by filters</source>
            <translation>Omitidas por filtros</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>mines</source>
            <translation>minas</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>detections</source>
            <translation>detecciones</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Types by</source>
            <translation>Tipos según</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Time</source>
            <translation>Tiempo</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{seconds:.0f} s</source>
            <translation>{seconds:.0f} s</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Files</source>
            <translation>Archivos</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Settings</source>
            <translation>Opciones</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Known sites that were found</source>
            <translation>Sitios conocidos que se encontraron</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Polygons that were mines</source>
            <translation>Polígonos que eran minas</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>False polygons per 1,000 km²</source>
            <translation>Polígonos falsos por 1.000 km²</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Mean error of the confidence</source>
            <translation>Error medio de la confianza</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>(95 % interval {low} to {high})</source>
            <translation>(intervalo del 95 %: de {low} a {high})</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{count} cases</source>
            <translation>{count} casos</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{places} places</source>
            <translation>{places} lugares</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Classifier of types</source>
            <translation>Clasificador de tipos</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>value x {scale:g} {offset:+g}.</source>
            <translation>valor x {scale:g} {offset:+g}.</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>This is a guess.</source>
            <translation>Esto es una suposición.</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Threshold {value:.2f}, given by the user</source>
            <translation>Umbral {value:.2f}, dado por el usuario</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Everywhere in the area</source>
            <translation>En toda el área</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Where the classifier sees a mine, and around it</source>
            <translation>Donde el clasificador ve una mina, y alrededor</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>shown from {least:.2f} on</source>
            <translation>mostradas desde {least:.2f}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Calibrated on the scores of the three stages</source>
            <translation>Calibrada sobre las puntuaciones de las tres etapas</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Not calibrated: it ranks the mines, and is no probability</source>
            <translation>Sin calibrar: ordena las minas y no es una probabilidad</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="gui/run_controller.py" />
            <location filename="gui/unfinished_panel.py" />
            <source>{count} mines</source>
            <translation>{count} minas</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>searched on {time}</source>
            <translation>examinado el {time}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/results.py" />
            <source>Mines in {scene}</source>
            <translation>Minas en {scene}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>{count} on {area:,.1f} ha, in {searched:,.0f} ha searched</source>
            <translation>{count} en {area:,.1f} ha, en {searched:,.0f} ha examinadas</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/report_content.py" />
            <location filename="gui/run_facts.py" />
            <location filename="gui/runs_controller.py" />
            <source>%n mines</source>
            <translation>
                <numerusform>%n mina</numerusform>
                <numerusform>%n minas</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>The surest mines</source>
            <translation>Las minas más seguras</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>All mines, the surest first</source>
            <translation>Todas las minas, las más seguras primero</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>{scene}, run {run_id}, Mining Detector {version}</source>
            <translation>{scene}, ejecución {run_id}, Mining Detector {version}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Image of {date}</source>
            <translation>Imagen del {date}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Image of an unknown date</source>
            <translation>Imagen de fecha desconocida</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Shown are {shown} of {all} of this run</source>
            <translation>Se muestran {shown} de {all} de esta ejecución</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>those with a confidence from {threshold:.2f} on</source>
            <translation>las de confianza desde {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>without {types}</source>
            <translation>sin {types}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/result_fields.py" />
            <source>Type</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Count</source>
            <translation>Número</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/result_fields.py" />
            <source>Area (ha)</source>
            <translation>Superficie (ha)</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Mean confidence</source>
            <translation>Confianza media</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/type_titles.py" />
            <source>Accepted</source>
            <translation>Aceptado</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/type_titles.py" />
            <source>Rejected</source>
            <translation>Rechazado</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>All</source>
            <translation>Todas</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Confidence {confidence:.2f}, {area:,.1f} ha</source>
            <translation>Confianza {confidence:.2f}, {area:,.1f} ha</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>N</source>
            <translation>N</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>S</source>
            <translation>S</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>E</source>
            <translation>E</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>W</source>
            <translation>O</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Each polygon is what models saw in one satellite image. It is no proof of a mine, and says nothing of who runs it or whether it is permitted. Check it before you act on it.</source>
            <translation>Cada polígono es lo que los modelos vieron en una imagen de satélite. No prueba que haya una mina, y no dice quién la explota ni si está permitida. Compruébelo antes de actuar.</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>What the models missed is not in this report. Where no mine is shown there may still be one.</source>
            <translation>Lo que los modelos pasaron por alto no está en este informe. Donde no se muestra ninguna mina puede haber una.</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Pixels of Sentinel-2 are 10 m wide. Outlines are no survey, areas are estimates, and sites below 0.1 ha are left out.</source>
            <translation>Los píxeles de Sentinel-2 miden 10 m de ancho. Los contornos no son un levantamiento, las superficies son estimaciones, y se omiten los sitios de menos de 0.1 ha.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Export report</source>
            <translation>Exportar informe</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>PDF document</source>
            <translation>Documento PDF</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Gather the report</source>
            <translation>Reunir el informe</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Drawing the map</source>
            <translation>Dibujando el mapa</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Write the map</source>
            <translation>Escribir el mapa</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Report: {title}</source>
            <translation>Informe: {title}</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Drawing the pages</source>
            <translation>Dibujando las páginas</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The report is in {path}</source>
            <translation>El informe está en {path}</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Outlines: the wider the surer; dashed below a confidence of 0.50.</source>
            <translation>Contornos: cuanto más anchos, más seguros; a trazos por debajo de una confianza de 0.50.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <location filename="gui/result_fields.py" />
            <source>What was found</source>
            <translation>Lo encontrado</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>How far it can be trusted</source>
            <translation>Hasta dónde se puede confiar en él</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Measured with these models and this sensitivity on labelled places that the models had not been trained on. How they do elsewhere may differ.</source>
            <translation>Medido con estos modelos y esta sensibilidad en lugares etiquetados con los que los modelos no se entrenaron. En otros sitios puede ser distinto.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>No figures were measured for these models with these settings.</source>
            <translation>No se midieron cifras para estos modelos con estas opciones.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Left: true colour; right: confidence, brighter is surer. Coordinates: WGS 84.</source>
            <translation>Izquierda: color verdadero; derecha: confianza, más claro es más seguro. Coordenadas: WGS 84.</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Row</source>
            <translation>Fila</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Number</source>
            <translation>Número</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Score</source>
            <translation>Puntuación</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Classifier's score</source>
            <translation>Puntuación del clasificador</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Detector's score</source>
            <translation>Puntuación del detector</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Segmenter's score</source>
            <translation>Puntuación del segmentador</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Review</source>
            <translation>Revisión</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Type after review</source>
            <translation>Tipo tras la revisión</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Searched closer</source>
            <translation>Examinada de cerca</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <location filename="processing/vectorise.py" />
            <source>Threshold</source>
            <translation>Umbral</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Scores</source>
            <translation>Puntuaciones</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>As found</source>
            <translation>Tal como se encontró</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines</source>
            <translation>Minas</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Detections</source>
            <translation>Detecciones</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Cells looked at</source>
            <translation>Celdas examinadas</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Searched so far</source>
            <translation>Examinado hasta ahora</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <location filename="processing/search.py" />
            <source>Area of interest</source>
            <translation>Área de interés</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines in {scene} (cancelled)</source>
            <translation>Minas en {scene} (cancelada)</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines in {scene} (interrupted)</source>
            <translation>Minas en {scene} (interrumpida)</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Outlines from {threshold:.2f}</source>
            <translation>Contornos desde {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>This very run is under way, or waits for its turn, already.</source>
            <translation>Esta misma ejecución ya está en curso, o espera su turno.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Detecting in {scene}.</source>
            <translation>Detectando en {scene}.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Mines in {scene} (under way)</source>
            <translation>Minas en {scene} (en curso)</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>The results are in {folder}</source>
            <translation>Los resultados están en {folder}</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>The project was closed: the run in {scene} ended. What it had finished can be gone on with.</source>
            <translation>Se cerró el proyecto: la ejecución en {scene} terminó. Se puede continuar con lo que había terminado.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} detections</source>
            <translation>{count} detecciones</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} cells looked at</source>
            <translation>{count} celdas examinadas</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Done.</source>
            <translation>Hecho.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} more are left out as too unsure: 'Few misses' shows most of them.</source>
            <translation>Otras {count} se omiten por demasiado inseguras: 'Pocas omisiones' muestra la mayoría.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Name them with 'Bands…' beside the image, or choose an image that has them.</source>
            <translation>Nómbrelas con 'Bandas…' junto a la imagen, o elija una imagen que las tenga.</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/run_facts.py" />
            <source>%n detections</source>
            <translation>
                <numerusform>%n detección</numerusform>
                <numerusform>%n detecciones</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="gui/run_facts.py" />
            <source>%n cells</source>
            <translation>
                <numerusform>%n celda</numerusform>
                <numerusform>%n celdas</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>{area:,.0f} ha searched</source>
            <translation>{area:,.0f} ha examinadas</translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>This run was ended before it was complete: a part of the area was not searched.</source>
            <translation>Esta ejecución terminó antes de completarse: no se examinó una parte del área.</translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>Read the results</source>
            <translation>Leer los resultados</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Confidence from which mines are shown</source>
            <translation>Confianza a partir de la cual se muestran las minas</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Hides mines of a smaller confidence, boxes of a smaller score, and the confidence raster below it. Nothing is deleted.</source>
            <translation>Oculta las minas de menor confianza, los recuadros de menor puntuación y el ráster de confianza por debajo de ella. No se elimina nada.</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Co&amp;nfidence from</source>
            <translation>Con&amp;fianza desde</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Show &amp;all</source>
            <translation>Mostrar &amp;todo</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Back to the run's own threshold, all types</source>
            <translation>Volver al umbral propio de la ejecución, todos los tipos</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>&amp;Detect</source>
            <translation>&amp;Detectar</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Messages</source>
            <translation>Mensajes</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Runs that wait</source>
            <translation>Ejecuciones en espera</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Runs that wait, the next one first</source>
            <translation>Ejecuciones en espera, la siguiente primero</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Remove</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Take this run out of the queue</source>
            <translation>Sacar esta ejecución de la cola</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Searches this when the run under way has ended</source>
            <translation>Busca esto cuando termine la ejecución en curso</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Queued: {count}</source>
            <translation>En cola: {count}</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Warning: </source>
            <translation>Advertencia: </translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Error: </source>
            <translation>Error: </translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>{shown} of {all} shown, {area:,.1f} ha</source>
            <translation>se muestran {shown} de {all}, {area:,.1f} ha</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Folder with results</source>
            <translation>Carpeta con resultados</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Open the results</source>
            <translation>Abrir los resultados</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Export mines</source>
            <translation>Exportar minas</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>The mines are in {path}</source>
            <translation>Las minas están en {path}</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/runs_controller.py" />
            <source>%n outlines</source>
            <translation>
                <numerusform>%n contorno</numerusform>
                <numerusform>%n contornos</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>{count} from {threshold:.2f} on</source>
            <translation>{count} desde {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Draw outlines</source>
            <translation>Dibujar contornos</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Cance&amp;l</source>
            <translation>Cance&amp;lar</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Run</source>
            <translation>E&amp;jecución</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Open…</source>
            <translation>&amp;Abrir…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Add the results of an earlier run from its folder</source>
            <translation>Añadir los resultados de una ejecución anterior desde su carpeta</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Zoom</source>
            <translation>&amp;Zoom</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Show the whole area of this run on the map</source>
            <translation>Mostrar en el mapa toda el área de esta ejecución</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Export re&amp;port…</source>
            <translation>Exportar &amp;informe…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>A PDF with a map, tables, the surest mines and where it all comes from</source>
            <translation>Un PDF con un mapa, tablas, las minas más seguras y de dónde viene todo</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Keep the layout</source>
            <translation>Con&amp;servar la composición</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Adds the report's layout to Project &gt; Layouts, where it can be edited</source>
            <translation>Añade la composición del informe a Proyecto &gt; Composiciones, donde se puede editar</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>E&amp;xport mines…</source>
            <translation>E&amp;xportar minas…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>The mines that are shown now, as another file</source>
            <translation>Las minas que se muestran ahora, como otro archivo</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Open &amp;folder</source>
            <translation>Abrir &amp;carpeta</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Load &amp;settings</source>
            <translation>Cargar &amp;opciones</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Take this run's choices over to the page 'Detect'</source>
            <translation>Llevar las opciones de esta ejecución a la página 'Detectar'</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Re&amp;move</source>
            <translation>&amp;Quitar</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Take this run out of the project; its files stay</source>
            <translation>Sacar esta ejecución del proyecto; sus archivos se quedan</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Ne&amp;w outlines from</source>
            <translation>&amp;Nuevos contornos desde</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Draw</source>
            <translation>&amp;Dibujar</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Draws new outlines from the confidence raster, for any probability; no model runs.</source>
            <translation>Dibuja nuevos contornos a partir del ráster de confianza, para cualquier probabilidad; no se ejecuta ningún modelo.</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>What is shown</source>
            <translation>Lo que se muestra</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>This project holds no run yet. Detect mines, or open the folder of an earlier run.</source>
            <translation>Este proyecto aún no contiene ninguna ejecución. Detecte minas, o abra la carpeta de una ejecución anterior.</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>From stored numbers to reflectance</source>
            <translation>De números guardados a reflectancia</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>State scale and offset &amp;yourself</source>
            <translation>Indicar escala y desplazamiento &amp;propios</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>Reflectance = stored number × scale + offset.</source>
            <translation>Reflectancia = número guardado × escala + desplazamiento.</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>&amp;Scale</source>
            <translation>&amp;Escala</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>&amp;Offset</source>
            <translation>&amp;Desplazamiento</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>Sentinel-2 products since January 2022: scale 0.0001, offset -0.1. Older ones: scale 0.0001, offset 0. The layer keeps what you state.</source>
            <translation>Productos de Sentinel-2 desde enero de 2022: escala 0.0001, desplazamiento -0.1. Anteriores: escala 0.0001, desplazamiento 0. La capa conserva lo que indique.</translation>
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Few misses</source>
            <translation>Pocas omisiones</translation>
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Few false alarms</source>
            <translation>Pocas falsas alarmas</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Detect mines in {scene}</source>
            <translation>Detectar minas en {scene}</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Recover mines in {scene}</source>
            <translation>Recuperar minas en {scene}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>True colour</source>
            <translation>Color verdadero</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>False colour</source>
            <translation>Falso color</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>SWIR</source>
            <translation>SWIR</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>Needs {bands}: the image lacks it, or it is not named.</source>
            <translation>Necesita {bands}: la imagen no la tiene, o no está nombrada.</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>Red, green, blue: {bands}</source>
            <translation>Rojo, verde, azul: {bands}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>{band}: reflectance {low} to {high}</source>
            <translation>{band}: reflectancia de {low} a {high}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>no {bands}</source>
            <translation>sin {bands}</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Open pit or quarry</source>
            <translation>Tajo abierto o cantera</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Waste dump</source>
            <translation>Botadero de estériles</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Tailings pond</source>
            <translation>Balsa de relaves</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Artisanal mine scar</source>
            <translation>Huella de minería artesanal</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Other mine ground</source>
            <translation>Otro terreno minero</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Not reviewed</source>
            <translation>Sin revisar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>Look for unfinished runs</source>
            <translation>Buscar ejecuciones sin terminar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>Remove an unfinished run</source>
            <translation>Quitar una ejecución sin terminar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>What the run had finished is loaded. It is no complete result. Folder: {folder}</source>
            <translation>Lo que la ejecución había terminado está cargado. No es un resultado completo. Carpeta: {folder}</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>This run was interrupted:</source>
            <translation>Esta ejecución se interrumpió:</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Interrupted runs</source>
            <translation>Ejecuciones interrumpidas</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Recover</source>
            <translation>Recuperar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Load what was finished. It is no complete result, and says so.</source>
            <translation>Cargar lo que se terminó. No es un resultado completo, y así lo dice.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Go on</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Run the rest. Stages that are complete are not done again.</source>
            <translation>Ejecutar el resto. Las etapas completas no se repiten.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Discard</source>
            <translation>Descartar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Delete what was finished from the disk.</source>
            <translation>Eliminar del disco lo que se terminó.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>These runs were interrupted:</source>
            <translation>Estas ejecuciones se interrumpieron:</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{scene}, {time}</source>
            <translation>{scene}, {time}</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{count} cells</source>
            <translation>{count} celdas</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{count} boxes</source>
            <translation>{count} recuadros</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Finished: {parts}.</source>
            <translation>Terminado: {parts}.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Find mines</source>
            <translation>Encontrar minas</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Sensitivity: 'Few misses' shows more and more false alarms, 'Few false alarms' fewer of both.</source>
            <translation>Sensibilidad: 'Pocas omisiones' muestra más y más falsas alarmas; 'Pocas falsas alarmas', menos de ambas.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>The raster needs a file behind it. Where it does not name its bands, name them in its order in 'Bands', such as B02,B03,B04,B08 (a dash leaves one out). Tiles side by side, or the band files of one image, are searched as one image: choose the others in 'Further rasters'.</source>
            <translation>El ráster necesita un archivo detrás. Si no nombra sus bandas, nómbrelas en su orden en 'Bandas', como B02,B03,B04,B08 (un guion omite una). Las teselas contiguas, o los archivos de bandas de una imagen, se examinan como una sola imagen: elija los demás en 'Otros rásteres'.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>A cancelled run keeps what was finished, and says where. The detection environment must be set up once: 'Set up the environment'.</source>
            <translation>Una ejecución cancelada conserva lo que terminó, y dice dónde. El entorno de detección debe prepararse una vez: 'Preparar el entorno'.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Sentinel-2 raster</source>
            <translation>Ráster de Sentinel-2</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Level 1C or 2A, 3 to 13 bands; red, green and blue must be among them.</source>
            <translation>Nivel 1C o 2A, de 3 a 13 bandas; deben incluir rojo, verde y azul.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Polygons in any CRS. Empty: the whole raster.</source>
            <translation>Polígonos en cualquier SRC. Vacío: todo el ráster.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Output folder</source>
            <translation>Carpeta de salida</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>An older result in it is replaced.</source>
            <translation>Se reemplaza un resultado anterior que haya en ella.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Add the results to the project</source>
            <translation>Añadir los resultados al proyecto</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Loads the result layers with their styles.</source>
            <translation>Carga las capas de resultado con sus estilos.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Number of features: {layer}</source>
            <translation>Número de objetos: {layer}</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>How sure the models must be of what is shown.</source>
            <translation>Qué tan seguros deben estar los modelos de lo que se muestra.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Threshold (empty: by sensitivity)</source>
            <translation>Umbral (vacío: según la sensibilidad)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Least probability of mine ground. It wins over the sensitivity: every outline is shown then.</source>
            <translation>Probabilidad mínima de terreno minero. Prevalece sobre la sensibilidad: entonces se muestra cada contorno.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Search everywhere (slower)</source>
            <translation>Buscar en todas partes (más lento)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Look closer at all cells, not only at those that the classifier lets through.</source>
            <translation>Examinar de cerca todas las celdas, no solo las que el clasificador deja pasar.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Further rasters of the same image</source>
            <translation>Otros rásteres de la misma imagen</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Tiles side by side on one grid, or the other band files of the image.</source>
            <translation>Teselas contiguas en una misma malla, o los otros archivos de bandas de la imagen.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Bands in the raster's order (empty: as the file names them)</source>
            <translation>Bandas en el orden del ráster (vacío: como las nombra el archivo)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Such as B02,B03,B04,B08; a dash leaves a band out.</source>
            <translation>Como B02,B03,B04,B08; un guion omite una banda.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Device (auto, cpu, cuda:0 …)</source>
            <translation>Dispositivo (auto, cpu, cuda:0 …)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>'auto' takes a GPU where one works, else the processor.</source>
            <translation>'auto' toma una GPU si alguna funciona; si no, el procesador.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Haze</source>
            <translation>Bruma</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Remove false hits</source>
            <translation>Quitar aciertos falsos</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Also look for untested classes</source>
            <translation>Buscar también clases sin probar</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>What a model's card names as untested is left out otherwise.</source>
            <translation>Si no, se omite lo que la ficha de un modelo nombra como no probado.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Models (empty: the default ones)</source>
            <translation>Modelos (vacío: los de por defecto)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>'bundled', or the name of models that the Models page lists. The default ones are those that were set there, else the bundled. Scripts may give a folder.</source>
            <translation>'bundled', o el nombre de modelos que muestra la página Modelos. Los de por defecto son los que se fijaron allí, o si no los incluidos. Los scripts pueden dar una carpeta.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Models that are not installed: a folder with the folders classifier, detector, segmenter; what is missing is the bundled one. It wins over 'Models'.</source>
            <translation>Modelos que no están instalados: una carpeta con las carpetas classifier, detector, segmenter; lo que falte se toma de los incluidos. Prevalece sobre 'Modelos'.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Detect mines</source>
            <translation>Detectar minas</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mines as polygons with type, confidence and area</source>
            <translation>Encuentra minas como polígonos con tipo, confianza y superficie</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mines in a Sentinel-2 raster with 3 to 13 bands and writes results.gpkg (layers mines, detections, cells, aoi, run) and confidence.tif to the output folder.</source>
            <translation>Encuentra minas en un ráster de Sentinel-2 de 3 a 13 bandas y escribe results.gpkg (capas mines, detections, cells, aoi, run) y confidence.tif en la carpeta de salida.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Classify cells</source>
            <translation>Clasificar celdas</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Scores each cell of an area by whether it may hold a mine</source>
            <translation>Puntúa cada celda de un área según pueda contener una mina</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the first model alone: it gives each cell of the area a score 0-1, and says which cells 'Detect mines' would search. Writes results.gpkg (layers cells, aoi, run) to the output folder. Quick: for a first look at a large area.</source>
            <translation>Ejecuta solo el primer modelo: da a cada celda del área una puntuación de 0 a 1 y dice en qué celdas buscaría 'Detectar minas'. Escribe results.gpkg (capas cells, aoi, run) en la carpeta de salida. Rápido: para un primer vistazo a un área grande.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Detect boxes around mines</source>
            <translation>Detectar recuadros alrededor de minas</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mine sites as boxes with type and score</source>
            <translation>Encuentra sitios mineros como recuadros con tipo y puntuación</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the classifier and the detector alone: boxes around whole mine sites, with type and score. Writes results.gpkg (layers detections, cells, aoi, run) to the output folder.</source>
            <translation>Ejecuta solo el clasificador y el detector: recuadros alrededor de sitios mineros completos, con tipo y puntuación. Escribe results.gpkg (capas detections, cells, aoi, run) en la carpeta de salida.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Segment mine ground</source>
            <translation>Segmentar terreno minero</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Gives each pixel the probability of mine ground, by type</source>
            <translation>Da a cada píxel la probabilidad de terreno minero, por tipo</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the segmenter alone, on every pixel of the area: confidence.tif holds the probability of any mine, and of each type in a band of its own (0-254, 255 is nodata). No classifier rules ground out and no outlines are drawn; 'Outlines from confidence' draws them by a threshold of your choice.</source>
            <translation>Ejecuta solo el segmentador, en cada píxel del área: confidence.tif contiene la probabilidad de cualquier mina, y la de cada tipo en una banda propia (0-254, 255 es sin datos). Ningún clasificador descarta terreno y no se dibujan contornos; 'Contornos a partir de la confianza' los dibuja con el umbral que elija.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Set-up</source>
            <translation>Preparación</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Set up the environment</source>
            <translation>Preparar el entorno</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Makes or checks the Python environment that detection runs in</source>
            <translation>Crea o comprueba el entorno de Python en el que se ejecuta la detección</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Makes the Python environment that the models run in, outside of QGIS's own Python; one that works is left as it is. Downloads about 100 MB and takes about 400 MB of disk.

Without a network, name a folder of wheels, or a Python 3.11 or newer that has the packages already. What you name is kept for this QGIS profile, as if you had named it in the Mining Detector panel.</source>
            <translation>Crea el entorno de Python en el que funcionan los modelos, fuera del Python de QGIS; uno que funcione se deja como está. Descarga unos 100 MB y ocupa unos 400 MB en disco.

Sin red, indique una carpeta de archivos wheel, o un Python 3.11 o posterior que ya tenga los paquetes. Lo que indique se conserva para este perfil de QGIS, como si lo hubiera indicado en el panel de Mining Detector.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Folder of wheels (empty: package index)</source>
            <translation>Carpeta de wheels (vacío: índice de paquetes)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Nothing is fetched from a network then.</source>
            <translation>Entonces no se descarga nada de una red.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>My Python (empty: an environment is made)</source>
            <translation>Mi Python (vacío: se crea un entorno)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Programs (*)</source>
            <translation>Programas (*)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>It must have the packages already; it is used as it is.</source>
            <translation>Debe tener ya los paquetes; se usa tal como está.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Packages (empty: as before)</source>
            <translation>Paquetes (vacío: como antes)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>The large set runs the models on an NVIDIA GPU under Linux: 3 GB to download, 6 GB on disk. The medium one halves their time on new processors: AMD Zen 4 and later, Intel Xeon from Sapphire Rapids on.</source>
            <translation>El conjunto grande ejecuta los modelos en una GPU NVIDIA bajo Linux: 3 GB de descarga, 6 GB en disco. El mediano reduce a la mitad su tiempo en procesadores nuevos: AMD Zen 4 y posteriores, Intel Xeon a partir de Sapphire Rapids.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Python that detection runs in</source>
            <translation>Python en el que se ejecuta la detección</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Work with results</source>
            <translation>Trabajar con resultados</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Outlines from confidence</source>
            <translation>Contornos a partir de la confianza</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Draws the outlines of a finished run by another threshold</source>
            <translation>Dibuja los contornos de una ejecución terminada con otro umbral</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Draws outlines from the confidence.tif of 'Detect mines' or 'Segment mine ground' where the probability of any mine reaches the threshold. Each outline gets its type by majority, its area, and the mean probability as score_segmenter. No model runs, so it takes seconds.

The outlines are those that 'Detect mines' draws at this threshold before any precision filter, but for steps of 0.004 in which probabilities are stored. They have no confidence of all three models.

The detection environment must be set up once ('Set up the environment'): it holds the libraries that read the raster and join the outlines as a run does. No models and no GPU are used.</source>
            <translation>Dibuja contornos a partir del confidence.tif de 'Detectar minas' o 'Segmentar terreno minero' donde la probabilidad de cualquier mina alcanza el umbral. Cada contorno recibe su tipo por mayoría, su superficie y la probabilidad media como score_segmenter. No se ejecuta ningún modelo, así que tarda segundos.

Los contornos son los que 'Detectar minas' dibuja con este umbral antes de cualquier filtro de precisión, salvo los pasos de 0.004 en que se guardan las probabilidades. No tienen la confianza de los tres modelos.

El entorno de detección debe prepararse una vez ('Preparar el entorno'): contiene las bibliotecas que leen el ráster y unen los contornos como lo hace una ejecución. No se usan modelos ni GPU.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Confidence raster</source>
            <translation>Ráster de confianza</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>The confidence.tif of a run.</source>
            <translation>El confidence.tif de una ejecución.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Least probability of any mine.</source>
            <translation>Probabilidad mínima de cualquier mina.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Least area (hectares)</source>
            <translation>Superficie mínima (hectáreas)</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Smaller outlines are dropped.</source>
            <translation>Los contornos más pequeños se descartan.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Outlines</source>
            <translation>Contornos</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>A GeoPackage; one that is there is replaced.</source>
            <translation>Un GeoPackage; si ya existe, se reemplaza.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Number of outlines</source>
            <translation>Número de contornos</translation>
        </message>
        <message>
            <location filename="translation.py" />
            <source>1,000</source>
            <translation>1 000</translation>
        </message>
        <message>
            <location filename="client/child.py" />
            <source>{command} could not be started: {error_strerror}.</source>
            <translation>No se pudo iniciar {command}: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/child.py" />
            <source>Check the path of the Python interpreter, or set up the environment again.</source>
            <translation>Compruebe la ruta del intérprete de Python o prepare el entorno de nuevo.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The Python interpreter {interpreter} does not exist.</source>
            <translation>El intérprete de Python {interpreter} no existe.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Name another one in the settings, or clear that setting.</source>
            <translation>Indique otro en la configuración o borre ese ajuste.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The detection environment is not set up yet.</source>
            <translation>El entorno de detección todavía no está preparado.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Open the Mining Detector panel in QGIS and click 'Set up', or run 'python3 -m mining_detector_plugin.client' in the folder that holds the plugin.</source>
            <translation>Abra el panel de Mining Detector en QGIS y haga clic en 'Preparar', o ejecute 'python3 -m mining_detector_plugin.client' en la carpeta que contiene el complemento.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Looking for Python</source>
            <translation>Buscando Python</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Waiting for another QGIS that is setting up</source>
            <translation>Esperando a otro QGIS que está preparando el entorno</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Checking the packages</source>
            <translation>Comprobando los paquetes</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The environment works.</source>
            <translation>El entorno funciona.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Ready</source>
            <translation>Listo</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The environment does not work: {health_reason}</source>
            <translation>El entorno no funciona: {health_reason}</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} is Python {interpreter_minor}, and {oldest}.{oldest_2} or newer is needed.</source>
            <translation>{path} es Python {interpreter_minor}, y se necesita {oldest}.{oldest_2} o posterior.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Name another interpreter in the settings.</source>
            <translation>Indique otro intérprete en la configuración.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} can't run the engine: {health_reason}.</source>
            <translation>{path} no puede ejecutar el motor: {health_reason}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Install them there ('{path}' -m pip install --upgrade {names}), or clear the setting and let the plugin make an environment.</source>
            <translation>Instálelos allí ('{path}' -m pip install --upgrade {names}), o borre el ajuste y deje que el complemento cree un entorno.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The set of packages for an NVIDIA GPU can be made on Linux only.</source>
            <translation>El conjunto de paquetes para una GPU NVIDIA solo se puede crear en Linux.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Take the set for the processor, or name a Python that has torch with CUDA.</source>
            <translation>Tome el conjunto para el procesador, o indique un Python que tenga torch con CUDA.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{folder} has {free} MB free, and the environment needs {needed} MB while it is set up.</source>
            <translation>{folder} tiene {free} MB libres, y el entorno necesita {needed} MB mientras se prepara.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Free some space, or name another folder in the variable MINING_DETECTOR_HOME.</source>
            <translation>Libere espacio o indique otra carpeta en la variable MINING_DETECTOR_HOME.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{error_filename} can't be written: {error_strerror}.</source>
            <translation>No se puede escribir en {error_filename}: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Make it writable, or name another folder in the variable MINING_DETECTOR_HOME.</source>
            <translation>Haga que se pueda escribir en él, o indique otra carpeta en la variable MINING_DETECTOR_HOME.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{timezone_utc} set up {name} {key}</source>
            <translation>{timezone_utc} preparar {name} {key}</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Checking the wheels</source>
            <translation>Comprobando los wheels</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The new environment does not work: {health_reason}.</source>
            <translation>El nuevo entorno no funciona: {health_reason}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Set it up again. If that does not help, name your own Python in the settings.</source>
            <translation>Prepárelo de nuevo. Si eso no ayuda, indique su propio Python en la configuración.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>This release has newer packages. The old ones work until you set up.</source>
            <translation>Esta versión tiene paquetes más recientes. Los anteriores funcionan hasta que prepare el entorno.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The chosen set of packages is not set up; another one is used.</source>
            <translation>El conjunto de paquetes elegido no está preparado; se usa otro.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The Python {base} is gone or was replaced.</source>
            <translation>El Python {base} ya no está o se reemplazó.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The Python it was made from is gone or was replaced.</source>
            <translation>El Python con el que se creó ya no está o se reemplazó.</translation>
        </message>
        <message>
            <location filename="client/errors.py" />
            <source>Cancelled.</source>
            <translation>Cancelado.</translation>
        </message>
        <message>
            <location filename="client/errors.py" />
            <source>Start again when you like.</source>
            <translation>Empiece de nuevo cuando quiera.</translation>
        </message>
        <message>
            <location filename="client/install_lock.py" />
            <source>Another QGIS is setting up the detection environment.</source>
            <translation>Otro QGIS está preparando el entorno de detección.</translation>
        </message>
        <message>
            <location filename="client/install_lock.py" />
            <source>Wait until it is done and try again.</source>
            <translation>Espere a que termine e inténtelo de nuevo.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Making an environment with {name}</source>
            <translation>Creando un entorno con {name}</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Python could not make an environment: {outputs}.</source>
            <translation>Python no pudo crear un entorno: {outputs}.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>On Debian and Ubuntu install python3-venv; elsewhere install Python from python.org, or name your own interpreter in the settings.</source>
            <translation>En Debian y Ubuntu instale python3-venv; en otros sistemas instale Python desde python.org, o indique su propio intérprete en la configuración.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Looking for the packages</source>
            <translation>Buscando los paquetes</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>The packages could not be installed with {name}: {output}.</source>
            <translation>No se pudieron instalar los paquetes con {name}: {output}.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Check the network and proxy, or set up from a folder of wheels.</source>
            <translation>Compruebe la red y el proxy, o prepare el entorno desde una carpeta de wheels.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>{path} is not a Python interpreter that can be started.</source>
            <translation>{path} no es un intérprete de Python que se pueda iniciar.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>Choose the python program of a Python 3.11 or newer.</source>
            <translation>Elija el programa python de un Python 3.11 o posterior.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>No Python {oldest}.{oldest_2} or newer was found ({found}).</source>
            <translation>No se encontró ningún Python {oldest}.{oldest_2} o posterior ({found}).</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>No Python {oldest}.{oldest_2} or newer was found (none at all).</source>
            <translation>No se encontró ningún Python {oldest}.{oldest_2} o posterior (ninguno en absoluto).</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>Install Python from python.org or your system's packages, or name an interpreter in the settings.</source>
            <translation>Instale Python desde python.org o con los paquetes de su sistema, o indique un intérprete en la configuración.</translation>
        </message>
        <message>
            <location filename="client/lock_file.py" />
            <source>The plugin's list of packages has a marker that can't be read: {marker}.</source>
            <translation>La lista de paquetes del complemento tiene un marcador que no se puede leer: {marker}.</translation>
        </message>
        <message>
            <location filename="client/lock_file.py" />
            <source>Install the plugin again.</source>
            <translation>Instale el complemento de nuevo.</translation>
        </message>
        <message>
            <location filename="client/made_environment.py" />
            <source>{folder} can't be moved: {error_strerror}.</source>
            <translation>{folder} no se puede mover: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/made_environment.py" />
            <source>Wait until all runs have ended, close other windows of QGIS, and try again.</source>
            <translation>Espere a que terminen todas las ejecuciones, cierre otras ventanas de QGIS e inténtelo de nuevo.</translation>
        </message>
        <message>
            <location filename="client/model_library.py" />
            <source>There are no models named '{choice}'.</source>
            <translation>No hay modelos llamados '{choice}'.</translation>
        </message>
        <message>
            <location filename="client/model_library.py" />
            <source>Choose a folder, or one of {value}.</source>
            <translation>Elija una carpeta, o uno de {value}.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>The run in {hidden_parent} is still under way.</source>
            <translation>La ejecución en {hidden_parent} sigue en curso.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>Wait for its end, or cancel it in the QGIS that it runs in.</source>
            <translation>Espere a que termine, o cancélela en el QGIS en que se ejecuta.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>The unfinished run in {hidden_parent} can't be removed.</source>
            <translation>La ejecución sin terminar en {hidden_parent} no se puede quitar.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>Close the program that has its files open.</source>
            <translation>Cierre el programa que tiene abiertos sus archivos.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>{python} is no version of Python.</source>
            <translation>{python} no es una versión de Python.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Give it as 3.12.</source>
            <translation>Indíquela como 3.12.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>There are no wheels in {folder}.</source>
            <translation>No hay archivos wheel en {folder}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Choose a folder that holds .whl files, or take the packages from the network.</source>
            <translation>Elija una carpeta que contenga archivos .whl, o tome los paquetes de la red.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>The folder {folder} lacks {count} of {count_2} packages for {target_title}: {missing}.</source>
            <translation>A la carpeta {folder} le faltan {count} de {count_2} paquetes para {target_title}: {missing}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>On a computer with a network run: python3 -m mining_detector_plugin.client download-wheels FOLDER --platform {target_name} --python {target_version}.{target_version_2}</source>
            <translation>En un equipo con red ejecute: python3 -m mining_detector_plugin.client download-wheels FOLDER --platform {target_name} --python {target_version}.{target_version_2}</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>These wheels are not the ones that the plugin was made with: {changed}.</source>
            <translation>Estos wheels no son los que se usaron para hacer el complemento: {changed}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Fetch them again; a copy may have been cut off.</source>
            <translation>Descárguelos de nuevo; puede que una copia quedara cortada.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>pip could not fetch the wheels for {target_title}.</source>
            <translation>pip no pudo descargar los wheels para {target_title}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Read its last lines; check the network, the proxy, and whether pip is there.</source>
            <translation>Lea sus últimas líneas; compruebe la red, el proxy y si pip está.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>{source} is neither a folder of wheels nor a zip of one.</source>
            <translation>{source} no es una carpeta de wheels ni un zip de una.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The worker speaks protocol {value}, the plugin speaks {protocol}.</source>
            <translation>El proceso de trabajo habla el protocolo {value}; el complemento, el {protocol}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Restart QGIS, so that both come from the same release of the plugin.</source>
            <translation>Reinicie QGIS para que ambos sean de la misma versión del complemento.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker did not start (exit code {code}): {last}.</source>
            <translation>El proceso de detección no se inició (código de salida {code}): {last}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker did not start (exit code {code}): no output.</source>
            <translation>El proceso de detección no se inició (código de salida {code}): sin salida.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Set up the environment again; if you named your own Python, check that it has the packages.</source>
            <translation>Prepare el entorno de nuevo; si indicó su propio Python, compruebe que tenga los paquetes.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker stopped (exit code {code}): {last}.</source>
            <translation>El proceso de detección se detuvo (código de salida {code}): {last}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker stopped (exit code {code}): no output.</source>
            <translation>El proceso de detección se detuvo (código de salida {code}): sin salida.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Try a smaller area or the CPU. If it happens again, report it with the worker's last lines.</source>
            <translation>Pruebe con un área más pequeña o con la CPU. Si vuelve a ocurrir, infórmelo con las últimas líneas del proceso.</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>its inputs are {found}, and one of (batch, channels, height, width) is wanted</source>
            <translation>sus entradas son {found}, y se espera una de (batch, channels, height, width)</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape} for tiles of {shape}</source>
            <translation>da {output_shape} para teselas de {shape}</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape} classes, {count} are named</source>
            <translation>da {output_shape} clases, se nombran {count}</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape}, which are no boxes of {count} classes in this form</source>
            <translation>da {output_shape}, que no son recuadros de {count} clases en esta forma</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>The model {pack_name} in {pack_folder} can't be run: {detail}.</source>
            <translation>El modelo {pack_name} de {pack_folder} no se puede ejecutar: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>Import it again, or get an unbroken copy of the ONNX file.</source>
            <translation>Impórtelo de nuevo, o consiga una copia intacta del archivo ONNX.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest lies outside the scene {scene_name}.</source>
            <translation>El área de interés queda fuera de la escena {scene_name}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it over the scene, or choose the scene that covers it.</source>
            <translation>Dibújela sobre la escena o elija la escena que la cubre.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest is so small that it holds no pixel centre.</source>
            <translation>El área de interés es tan pequeña que no contiene el centro de ningún píxel.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a larger one.</source>
            <translation>Dibuje una más grande.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest is not a GeoJSON geometry ({error}).</source>
            <translation>El área de interés no es una geometría GeoJSON ({error}).</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Give {{"geometry": {{"type": "Polygon", "coordinates": ...}}, "crs": "EPSG:4326"}}.</source>
            <translation>Indique {{"geometry": {{"type": "Polygon", "coordinates": ...}}, "crs": "EPSG:4326"}}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest</source>
            <translation>El área de interés</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>There is no file {path}.</source>
            <translation>No existe el archivo {path}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Check the path of the area of interest.</source>
            <translation>Compruebe la ruta del área de interés.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{path} can't be read as a vector file ({error}).</source>
            <translation>{path} no se puede leer como archivo vectorial ({error}).</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Choose a GeoPackage, GeoJSON or Shapefile with polygons.</source>
            <translation>Elija un GeoPackage, GeoJSON o Shapefile con polígonos.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has a coordinate reference system that is not known: {text}.</source>
            <translation>{owner} tiene un sistema de referencia de coordenadas que no se conoce: {text}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Give one such as EPSG:4326.</source>
            <translation>Indique uno como EPSG:4326.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} does not say in which coordinate reference system (CRS) it is.</source>
            <translation>{owner} no dice en qué sistema de referencia de coordenadas (SRC) está.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Save it with a CRS.</source>
            <translation>Guárdela con un SRC.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has no polygon.</source>
            <translation>{owner} no tiene ningún polígono.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a polygon, or choose a layer that has some.</source>
            <translation>Dibuje un polígono o elija una capa que tenga alguno.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has no area.</source>
            <translation>{owner} no tiene superficie.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a polygon with an inside.</source>
            <translation>Dibuje un polígono con interior.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has corners that are no numbers.</source>
            <translation>{owner} tiene vértices que no son números.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it again.</source>
            <translation>Dibújela de nuevo.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The outline of {owner} crosses itself or a hole lies wrong: {polygon}.</source>
            <translation>El contorno de {owner} se cruza consigo mismo o tiene un hueco mal puesto: {polygon}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it again without crossing lines, or mend it (in QGIS: Fix geometries).</source>
            <translation>Dibújela de nuevo sin líneas que se crucen, o repárela (en QGIS: Corregir geometrías).</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>'{pair}' is not a band and its number.</source>
            <translation>'{pair}' no es una banda y su número.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>Write them like B04=1,B03=2,B02=3.</source>
            <translation>Escríbalas como B04=1,B03=2,B02=3.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>{band} is given twice in '{text}'.</source>
            <translation>{band} aparece dos veces en '{text}'.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>Give each band one number.</source>
            <translation>Dé un número a cada banda.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>The metadata of {path_name} can't be understood: {error}.</source>
            <translation>Los metadatos de {path_name} no se entienden: {error}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Write them again as the Deepness documentation says ('Adding metadata to ONNX model').</source>
            <translation>Escríbalos de nuevo como dice la documentación de Deepness ('Adding metadata to ONNX model').</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say its resolution: pixels of 10 m are assumed.</source>
            <translation>No dice su resolución: se suponen píxeles de 10 m.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} has no metadata of Deepness: its model_type is missing.</source>
            <translation>{path_name} no tiene metadatos de Deepness: falta su model_type.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Add them as the Deepness documentation says ('Adding metadata to ONNX model'), or install a model pack.</source>
            <translation>Añádalos como dice la documentación de Deepness ('Adding metadata to ONNX model'), o instale un paquete de modelo.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} is a {named}: it gives no classes of ground and no boxes.</source>
            <translation>{path_name} es un {named}: no da clases de terreno ni recuadros.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Choose a model of the type Segmentor or Detector.</source>
            <translation>Elija un modelo del tipo Segmentor o Detector.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say the form of its boxes: that of YOLOv5 and YOLOv7 is assumed.</source>
            <translation>No dice la forma de sus recuadros: se supone la de YOLOv5 y YOLOv7.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} gives boxes in the form {named}, which is not known here.</source>
            <translation>{path_name} da recuadros en la forma {named}, que aquí no se conoce.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} gives boxes in the form YOLO_v5_or_v7_default, which is not known here.</source>
            <translation>{path_name} da recuadros en la forma YOLO_v5_or_v7_default, que aquí no se conoce.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Known are {layout_of_detector}.</source>
            <translation>Se conocen {layout_of_detector}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its masks of objects are not used, only their boxes.</source>
            <translation>Sus máscaras de objetos no se usan, solo sus recuadros.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes an input of shape {shape}; (1 or any, channels, height, width) is wanted</source>
            <translation>toma una entrada de forma {shape}; se espera (1 o cualquiera, channels, height, width)</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes an input of shape {shape}; square tiles of few channels are wanted</source>
            <translation>toma una entrada de forma {shape}; se esperan teselas cuadradas de pocos canales</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say the size of its tiles: {tile} pixels are assumed.</source>
            <translation>No dice el tamaño de sus teselas: se suponen {tile} píxeles.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes tiles of {tile} pixels; 16 to {largest_tile} are possible</source>
            <translation>toma teselas de {tile} píxeles; son posibles de 16 a {largest_tile}</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} can't be loaded: {error}</source>
            <translation>{path_name} no se puede cargar: {error}</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Export it again, for ONNX Runtime.</source>
            <translation>Expórtelo de nuevo, para ONNX Runtime.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes {count} inputs; one picture is wanted</source>
            <translation>toma {count} entradas; se espera una imagen</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes {entry_type}; numbers with a decimal point are wanted</source>
            <translation>toma {entry_type}; se esperan números con decimales</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>can't be run on a tile of {tile} pixels: {error}</source>
            <translation>no se puede ejecutar en una tesela de {tile} píxeles: {error}</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>gives {output_shape} for a tile of {shape}; a value for each pixel is wanted</source>
            <translation>da {output_shape} para una tesela de {shape}; se espera un valor por píxel</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It names {count} classes and gives {count_2}.</source>
            <translation>Nombra {count} clases y da {count_2}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its output is no probability: it is made one by sigmoid.</source>
            <translation>Su salida no es una probabilidad: se convierte en una con sigmoid.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its output is no probability: it is made one by softmax.</source>
            <translation>Su salida no es una probabilidad: se convierte en una con softmax.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>gives {output_shape}, which are no boxes of {value} classes</source>
            <translation>da {output_shape}, que no son recuadros de {value} clases</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not name its classes.</source>
            <translation>No nombra sus clases.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Choose a model that the Deepness plugin runs as well.</source>
            <translation>Elija un modelo que el complemento Deepness también ejecute.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>There is no device {wanted} here.</source>
            <translation>Aquí no hay ningún dispositivo {wanted}.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Choose one of: auto, {value}.</source>
            <translation>Elija uno de: auto, {value}.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Choose auto or cpu.</source>
            <translation>Elija auto o cpu.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. {why}</source>
            <translation>Se ejecuta en el procesador. {why}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. No GPU that CUDA can use was found.</source>
            <translation>Se ejecuta en el procesador. No se encontró ninguna GPU que CUDA pueda usar.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. The light environment has no GPU support.</source>
            <translation>Se ejecuta en el procesador. El entorno ligero no admite GPU.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Processor ({cores} cores)</source>
            <translation>Procesador ({cores} núcleos)</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Always there.</source>
            <translation>Siempre disponible.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>GPU</source>
            <translation>GPU</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>torch can't be loaded: {error}</source>
            <translation>torch no se puede cargar: {error}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>It does not answer: {error}</source>
            <translation>No responde: {error}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>CUDA is there, and {free} of {total} GB are free.</source>
            <translation>CUDA está disponible, y hay {free} de {total} GB libres.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>CUDA is there, but {free} of {total} GB are free.</source>
            <translation>CUDA está disponible, pero hay {free} de {total} GB libres.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>No scene was named.</source>
            <translation>No se indicó ninguna escena.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose a raster file, a folder or a product.</source>
            <translation>Elija un archivo ráster, una carpeta o un producto.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{owner} holds {count} products.</source>
            <translation>{owner} contiene {count} productos.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose the folder of one product.</source>
            <translation>Elija la carpeta de un solo producto.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{tree_root} holds {count} rasters whose names tell no band.</source>
            <translation>{tree_root} contiene {count} rásteres cuyos nombres no indican ninguna banda.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{tree_root} holds no raster.</source>
            <translation>{tree_root} no contiene ningún ráster.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose one raster file, or a folder with a file for each band, such as B02.tif and B03.tif.</source>
            <translation>Elija un archivo ráster, o una carpeta con un archivo por banda, como B02.tif y B03.tif.</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>it is no GeoJSON of polygons with the property {column}: {error}</source>
            <translation>no es un GeoJSON de polígonos con la propiedad {column}: {error}</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>it has no region {without}</source>
            <translation>no tiene la región {without}</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>its regions must be polygons</source>
            <translation>sus regiones deben ser polígonos</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>its coordinates must be longitude and latitude</source>
            <translation>sus coordenadas deben ser longitud y latitud</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>The regions in {path} can't be used: {detail}.</source>
            <translation>Las regiones de {path} no se pueden usar: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>Export the pack again with trainer/train.py, or get an unbroken copy.</source>
            <translation>Exporte el paquete de nuevo con trainer/train.py, o consiga una copia intacta.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The run was cancelled.</source>
            <translation>La ejecución se canceló.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Start it again when you like.</source>
            <translation>Iníciela de nuevo cuando quiera.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>It is no complete result, and says so.</source>
            <translation>No es un resultado completo, y así lo dice.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The program that asked for the run has gone.</source>
            <translation>El programa que pidió la ejecución ya no está.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Recover what is finished, or go on.</source>
            <translation>Recupere lo terminado, o continúe.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The memory of this machine or of its GPU is used up.</source>
            <translation>La memoria de este equipo o de su GPU está agotada.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Close other programs, choose the device cpu, or draw a smaller area.</source>
            <translation>Cierre otros programas, elija el dispositivo cpu o dibuje un área más pequeña.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The disk is full.</source>
            <translation>El disco está lleno.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Free some space and start again.</source>
            <translation>Libere espacio y empiece de nuevo.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Something went wrong inside Mining Detector: {name}: {error}</source>
            <translation>Algo falló dentro de Mining Detector: {name}: {error}</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Please report it, with the log.</source>
            <translation>Infórmelo, por favor, con el registro.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>The disk of {run_out} has {free} MB free, and this run may need {needed} MB.</source>
            <translation>El disco de {run_out} tiene {free} MB libres, y esta ejecución puede necesitar {needed} MB.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>Free some space, choose a folder on another disk, or draw a smaller area.</source>
            <translation>Libere espacio, elija una carpeta en otro disco o dibuje un área más pequeña.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>{outside} of the area lies outside the image and is not searched.</source>
            <translation>El {outside} del área queda fuera de la imagen y no se examina.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>Draw it over the image, or choose the images that cover it.</source>
            <translation>Dibújela sobre la imagen, o elija las imágenes que la cubren.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>The request can't be understood: {detail}.</source>
            <translation>No se entiende la petición: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>See docs/developers.md for its form.</source>
            <translation>Consulte su forma en docs/developers.md.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>The folder {folder} holds more than {most_files} files.</source>
            <translation>La carpeta {folder} contiene más de {most_files} archivos.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>Choose the folder of one scene or product.</source>
            <translation>Elija la carpeta de una sola escena o producto.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>{path} is a damaged or incomplete zip archive.</source>
            <translation>{path} es un archivo zip dañado o incompleto.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>Download it again.</source>
            <translation>Descárguelo de nuevo.</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>it gives logits of {logits} for {count} chips</source>
            <translation>da logits de {logits} para {count} recortes</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>The model {pack_name} in {pack_folder} can't be loaded: its first look: {error}</source>
            <translation>El modelo {pack_name} de {pack_folder} no se puede cargar: su primera mirada: {error}</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>Export it again with trainer/train.py, or get an unbroken copy.</source>
            <translation>Expórtelo de nuevo con trainer/train.py, o consiga una copia intacta.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>{path} is not valid: the field {error} is missing.</source>
            <translation>{path} no es válido: falta el campo {error}.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>{path} is not valid: {detail}.</source>
            <translation>{path} no es válido: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>Fit it again with trainer/fit_fusion.py, or remove it: then confidences are not calibrated.</source>
            <translation>Ajústelo de nuevo con trainer/fit_fusion.py, o quítelo: entonces las confianzas no están calibradas.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} does not say where it lies: it has no coordinate reference system (CRS).</source>
            <translation>{dataset_name} no dice dónde está: no tiene sistema de referencia de coordenadas (SRC).</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} does not say where it lies: it has no georeference.</source>
            <translation>{dataset_name} no dice dónde está: no tiene georreferencia.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Assign a CRS and a georeference to the raster, or choose another one.</source>
            <translation>Asigne un SRC y una georreferencia al ráster, o elija otro.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>The bands of {name} lie in several coordinate systems: {listed}.</source>
            <translation>Las bandas de {name} están en varios sistemas de coordenadas: {listed}.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Choose bands of one tile, or reproject them to one CRS.</source>
            <translation>Elija bandas de una misma tesela, o reproyéctelas a un mismo SRC.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} is turned against the other bands.</source>
            <translation>{dataset_name} está girado respecto a las otras bandas.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Warp the bands to one grid first.</source>
            <translation>Combe primero las bandas a una misma malla.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>The scene lacks {missing}: the precision filter of {pack_name} is left out.</source>
            <translation>A la escena le falta {missing}: se omite el filtro de precisión de {pack_name}.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>Add these bands to have false hits removed.</source>
            <translation>Añada estas bandas para que se eliminen los aciertos falsos.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>The precision filter of {pack_name} removed {value} of {count} hits.</source>
            <translation>El filtro de precisión de {pack_name} eliminó {value} de {count} aciertos.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>There is no model pack in {root}: it has none of the folders {kinds}.</source>
            <translation>No hay ningún paquete de modelo en {root}: no tiene ninguna de las carpetas {kinds}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>Choose a folder with packs in folders of these names, or use the bundled models.</source>
            <translation>Elija una carpeta con paquetes en carpetas de estos nombres, o use los modelos incluidos.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} is a {pack_kind}, and a classifier is wanted there.</source>
            <translation>El paquete de modelo de {pack_folder} es {pack_kind}, y ahí hace falta un clasificador.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} is a {pack_kind}, and a {wanted} is wanted there.</source>
            <translation>El paquete de modelo de {pack_folder} es {pack_kind}, y ahí hace falta {wanted}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>Put each pack into the folder of its own kind.</source>
            <translation>Ponga cada paquete en la carpeta de su clase.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} has the classes {pack_classes} with {pack_activation}.</source>
            <translation>El paquete de modelo de {pack_folder} tiene las clases {pack_classes} con {pack_activation}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A pack for types is a softmax over some of {types}.</source>
            <translation>Un paquete para tipos es un softmax sobre algunos de {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A classifier begins with mine, or names its mine_classes.</source>
            <translation>Un clasificador empieza con mine, o nombra sus mine_classes.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A segmenter begins with background and knows no other classes but {types}.</source>
            <translation>Un segmentador empieza con background y no conoce otras clases que {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A detector knows no classes but {types}.</source>
            <translation>Un detector no conoce otras clases que {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>Reading the model</source>
            <translation>Leyendo el modelo</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>It was made for pixels of {model_resolution_m} m, and Sentinel-2 has {resolution_m} m: what it says of Sentinel-2 means little.</source>
            <translation>Se hizo para píxeles de {model_resolution_m} m, y Sentinel-2 tiene {resolution_m} m: lo que dice de Sentinel-2 significa poco.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: {count} types are given for its {count_2} classes.</source>
            <translation>{name} no se puede importar así: se dan {count} tipos para sus {count_2} clases.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: no class is mine ground, so it could find nothing.</source>
            <translation>{name} no se puede importar así: ninguna clase es terreno minero, así que no encontraría nada.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the types {request_class_types} are not all among {types}.</source>
            <translation>{name} no se puede importar así: los tipos {request_class_types} no están todos entre {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the bands {channels} are not one for each of its {model_channels} channels.</source>
            <translation>{name} no se puede importar así: las bandas {channels} no son una por cada uno de sus {model_channels} canales.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the range of reflectance {request_reflectance_range} is empty.</source>
            <translation>{name} no se puede importar así: el intervalo de reflectancia {request_reflectance_range} está vacío.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>Give each class its type or none, each channel a band of its own, and a range such as 0 to 0.3.</source>
            <translation>Dé a cada clase su tipo o ninguno, a cada canal una banda propia, y un intervalo como de 0 a 0.3.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Copying the files</source>
            <translation>Copiando los archivos</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Reading the models</source>
            <translation>Leyendo los modelos</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Trying {pack_name}</source>
            <translation>Probando {pack_name}</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>{title} is installed already.</source>
            <translation>{title} ya está instalado.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Replace it, or keep the one that is there.</source>
            <translation>Reemplácelo, o conserve el que hay.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>There is no model pack in {origin_name}: {metadata_file} is missing.</source>
            <translation>No hay ningún paquete de modelo en {origin_name}: falta {metadata_file}.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Choose a folder or a zip that holds a model pack.</source>
            <translation>Elija una carpeta o un zip que contenga un paquete de modelo.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>{origin_name} holds {count} models in folders named {kinds}.</source>
            <translation>{origin_name} contiene {count} modelos en carpetas llamadas {kinds}.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Name the folders of a set {value}, or install one model at a time.</source>
            <translation>Llame {value} a las carpetas de un conjunto, o instale los modelos de uno en uno.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>There are no models named {name}.</source>
            <translation>No hay modelos llamados {name}.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>The model's classes are {names}; given are {given}.</source>
            <translation>Las clases del modelo son {names}; se dieron {given}.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>Give each class once, as NAME=TYPE; none for what is no mine.</source>
            <translation>Dé cada clase una vez, como NAME=TYPE; none para lo que no es mina.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>'{text}' is no range of reflectance.</source>
            <translation>'{text}' no es un intervalo de reflectancia.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>Write it like 0,0.3.</source>
            <translation>Escríbalo como 0,0.3.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>There is no network {name}; known are {networks}.</source>
            <translation>No existe la red {name}; se conocen {networks}.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>Correct the name, or use a version of Mining Detector that has this network.</source>
            <translation>Corrija el nombre, o use una versión de Mining Detector que tenga esta red.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>The network {name} can't be built from {arguments}: {error}.</source>
            <translation>La red {name} no se puede construir a partir de {arguments}: {error}.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>Correct the arguments in the recipe or pack.</source>
            <translation>Corrija los argumentos en la receta o en el paquete.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>missing {missing}, unexpected {result_unexpected_keys}</source>
            <translation>falta {missing}, sobra {result_unexpected_keys}</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>The weights in {path} do not fit the pack's network: {detail}.</source>
            <translation>Los pesos de {path} no encajan con la red del paquete: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it is larger than {largest_bytes} GB</source>
            <translation>es mayor de {largest_bytes} GB</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it is no ONNX file, or it is cut short</source>
            <translation>no es un archivo ONNX, o está cortado</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it holds no network</source>
            <translation>no contiene ninguna red</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} uses operators of {foreign}, which only a library of code brings.</source>
            <translation>{path_name} usa operadores de {foreign}, que solo trae una biblioteca de código.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Export the model with ONNX's own operators.</source>
            <translation>Exporte el modelo con los operadores propios de ONNX.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} wants to read {outside}, which is no file of its pack.</source>
            <translation>{path_name} quiere leer {outside}, que no es un archivo de su paquete.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Export the model as one file, or get an unbroken copy of the pack.</source>
            <translation>Exporte el modelo como un solo archivo, o consiga una copia intacta del paquete.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} can't be read as an ONNX model: {detail}.</source>
            <translation>{path_name} no se puede leer como modelo ONNX: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Choose a file that ends in .onnx, and get it again if it is broken.</source>
            <translation>Elija un archivo que termine en .onnx, y consígalo de nuevo si está dañado.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>There is no model pack in {folder}: model.json is missing.</source>
            <translation>No hay ningún paquete de modelo en {folder}: falta model.json.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>Choose a folder that holds a model pack, or use the bundled models.</source>
            <translation>Elija una carpeta que contenga un paquete de modelo, o use los modelos incluidos.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>the field {error} is missing</source>
            <translation>falta el campo {error}</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>{required_name} is missing</source>
            <translation>falta {required_name}</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>its member {name} has another {different}</source>
            <translation>su miembro {name} tiene otro {different}</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>its member {name} has members of its own</source>
            <translation>su miembro {name} tiene miembros propios</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>The model pack in {folder} is not valid: {detail}.</source>
            <translation>El paquete de modelo de {folder} no es válido: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>its tile of {own_tile} pixels is larger than {largest_tile}</source>
            <translation>su tesela de {own_tile} píxeles es mayor que {largest_tile}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>{path_name} in {path_parent} is no safetensors file: {error}.</source>
            <translation>{path_name} en {path_parent} no es un archivo safetensors: {error}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>Get an unbroken copy of the pack.</source>
            <translation>Consiga una copia intacta del paquete.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>cpu</source>
            <translation>cpu</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>it fails on an empty tile: {error}</source>
            <translation>falla con una tesela vacía: {error}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>a {pack_kind} of {count} classes does not give {found} for a tile of {pack_tile}</source>
            <translation>un {pack_kind} de {count} clases no da {found} para una tesela de {pack_tile}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>it gives values that are no numbers for an empty tile</source>
            <translation>da valores que no son números para una tesela vacía</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>The model {pack_name} does not work: {detail}.</source>
            <translation>El modelo {pack_name} no funciona: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>Export it again, or get an unbroken copy.</source>
            <translation>Expórtelo de nuevo, o consiga una copia intacta.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>There is no room for the models of {source_name}.</source>
            <translation>No hay sitio para los modelos de {source_name}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Free some space.</source>
            <translation>Libere espacio.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source} does not exist.</source>
            <translation>{source} no existe.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Choose a folder or a zip with a model pack.</source>
            <translation>Elija una carpeta o un zip con un paquete de modelo.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} can't be unpacked: {error}.</source>
            <translation>{source_name} no se puede descomprimir: {error}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Choose a zip file, and get it again if it is broken.</source>
            <translation>Elija un archivo zip, y consígalo de nuevo si está dañado.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{inside} is a link</source>
            <translation>{inside} es un enlace</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{inside} lies too deep</source>
            <translation>{inside} está demasiado profundo</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} leads out of it, or can't be a file everywhere</source>
            <translation>{text} lleva fuera de él, o no puede ser un archivo en todas partes</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} is a link or a device</source>
            <translation>{text} es un enlace o un dispositivo</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} is there twice</source>
            <translation>{text} está dos veces</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} has a password.</source>
            <translation>{source_name} tiene contraseña.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Unpack it, and choose the folder.</source>
            <translation>Descomprímalo y elija la carpeta.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} unpacks to {entry_file_size} MB</source>
            <translation>{text} ocupa {entry_file_size} MB descomprimido</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>it holds {count} files</source>
            <translation>contiene {count} archivos</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>its files take {total} MB</source>
            <translation>sus archivos ocupan {total} MB</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{file_name} takes {file_size} MB</source>
            <translation>{file_name} ocupa {file_size} MB</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{file_name} is larger than it says</source>
            <translation>{file_name} es mayor de lo que dice</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} is not unpacked: {detail}.</source>
            <translation>{source_name} no se descomprime: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Do not use it, or make a new one from the model's own files.</source>
            <translation>No lo use, o haga uno nuevo a partir de los archivos del propio modelo.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>A model pack has a few files of some megabytes. Look whether this is one.</source>
            <translation>Un paquete de modelo tiene pocos archivos de algunos megabytes. Mire si este lo es.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The threshold {request_threshold} does not lie between 0 and 1.</source>
            <translation>El umbral {request_threshold} no está entre 0 y 1.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Choose a number such as 0.5.</source>
            <translation>Elija un número como 0.5.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. </source>
            <translation>Las confianzas ordenan las minas y no están calibradas. </translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. There is no {value} beside the models.</source>
            <translation>Las confianzas ordenan las minas y no están calibradas. No hay ningún {value} junto a los modelos.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. {path} was fitted for another {others}.</source>
            <translation>Las confianzas ordenan las minas y no están calibradas. {path} se ajustó para otro {others}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Fit trainer/fit_fusion.py for these models, or use the bundled ones.</source>
            <translation>Ajuste trainer/fit_fusion.py para estos modelos, o use los incluidos.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>An unfinished run is kept in {unfinished}.</source>
            <translation>Se conserva una ejecución sin terminar en {unfinished}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Make results of it, or remove it: mining-detector recover {results_folder}.</source>
            <translation>Haga resultados de ella, o quítela: mining-detector recover {results_folder}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Writing the results</source>
            <translation>Escribiendo los resultados</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>What this run has finished is kept in {results_partial}.</source>
            <translation>Lo que esta ejecución ha terminado se conserva en {results_partial}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Make results of it, or go on: mining-detector recover {results_folder}.</source>
            <translation>Haga resultados de ello, o continúe: mining-detector recover {results_folder}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Done</source>
            <translation>Hecho</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The models or the area of the unfinished run are no longer the same.</source>
            <translation>Los modelos o el área de la ejecución sin terminar ya no son los mismos.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Recover what it has finished, and start a new run.</source>
            <translation>Recupere lo que ha terminado e inicie una nueva ejecución.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The segmenter's own types are taken. {error_hint}</source>
            <translation>Se toman los tipos del propio segmentador. {error_hint}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Scene {scene_name}: {scene_width} x {scene_height} pixels, bands {scene_bands}.</source>
            <translation>Escena {scene_name}: {scene_width} x {scene_height} píxeles, bandas {scene_bands}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Reflectance = value x {scale} {offset}. {reason}</source>
            <translation>Reflectancia = valor x {scale} {offset}. {reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>How the stored numbers become reflectance is a guess. {reason}</source>
            <translation>Cómo los números guardados se convierten en reflectancia es una suposición. {reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Use the product as it was delivered, or state the scale in the file: gdal_edit.py -a_scale 0.0001 -a_offset -0.1 (0 without an offset).</source>
            <translation>Use el producto tal como se entregó, o indique la escala en el archivo: gdal_edit.py -a_scale 0.0001 -a_offset -0.1 (0 sin desplazamiento).</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Device: {device_name}. {device_reason}</source>
            <translation>Dispositivo: {device_name}. {device_reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The scene's pixels are {scene_resolution_m} m wide, and the models were trained at {wanted} m.</source>
            <translation>Los píxeles de la escena miden {scene_resolution_m} m, y los modelos se entrenaron con {wanted} m.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Resample the scene to the models' resolution for results that can be trusted.</source>
            <translation>Remuestree la escena a la resolución de los modelos para obtener resultados fiables.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The scene lacks {missing}: the second level of {pack_name} is left out.</source>
            <translation>A la escena le falta {missing}: se omite el segundo nivel de {pack_name}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Add these bands for the model's best results.</source>
            <translation>Añada estas bandas para los mejores resultados del modelo.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Haze can't be taken off {scene_name}: it has no visible bands or no data.</source>
            <translation>No se puede quitar la bruma de {scene_name}: no tiene bandas visibles o no tiene datos.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Add the bands B02, B03 and B04.</source>
            <translation>Añada las bandas B02, B03 y B04.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Haze is taken off by {method}: {found}.</source>
            <translation>La bruma se quita con {method}: {found}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{pack_name} also looks for what no real place has tested: {pack_untested_classes}.</source>
            <translation>{pack_name} también busca lo que ningún lugar real ha puesto a prueba: {pack_untested_classes}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Check what is found of it by eye: its confidence was not tested either.</source>
            <translation>Compruebe a ojo lo que se encuentre de ello: su confianza tampoco se ha probado.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{pack_name} leaves out what no real place has tested: {pack_untested_classes}.</source>
            <translation>{pack_name} omite lo que ningún lugar real ha puesto a prueba: {pack_untested_classes}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Switch untested classes on to look for it too.</source>
            <translation>Active las clases sin probar para buscarlas también.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>The mosaic of tiles can't be read from the network.</source>
            <translation>El mosaico de teselas no se puede leer de la red.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>{path} can't be read from the network.</source>
            <translation>{path} no se puede leer de la red.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>Check the connection and try again.</source>
            <translation>Compruebe la conexión e inténtelo de nuevo.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>The mosaic of tiles is damaged or incomplete: its pixels can't be read to the end.</source>
            <translation>El mosaico de teselas está dañado o incompleto: sus píxeles no se pueden leer hasta el final.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>{path} is damaged or incomplete: its pixels can't be read to the end.</source>
            <translation>{path} está dañado o incompleto: sus píxeles no se pueden leer hasta el final.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>Copy or download the file again.</source>
            <translation>Copie o descargue el archivo de nuevo.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>The request's side is no number of pixels from 16 to 4096.</source>
            <translation>El campo side de la petición no es un número de píxeles de 16 a 4096.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>The preview can't be written to {path_parent}: {error}.</source>
            <translation>La vista previa no se puede escribir en {path_parent}: {error}.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>Free some space in the folder for temporary files.</source>
            <translation>Libere espacio en la carpeta de archivos temporales.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Check the path of the scene.</source>
            <translation>Compruebe la ruta de la escena.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>The mosaic of tiles can't be opened as a raster ({error}).</source>
            <translation>El mosaico de teselas no se puede abrir como ráster ({error}).</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>{path} can't be opened as a raster ({error}).</source>
            <translation>{path} no se puede abrir como ráster ({error}).</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Check the address and the connection.</source>
            <translation>Compruebe la dirección y la conexión.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Choose a GeoTIFF, VRT or JPEG 2000 file, a folder of band files, or a Sentinel-2 SAFE product.</source>
            <translation>Elija un archivo GeoTIFF, VRT o JPEG 2000, una carpeta de archivos de bandas o un producto SAFE de Sentinel-2.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>{path} holds no raster bands of its own.</source>
            <translation>{path} no contiene bandas ráster propias.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Choose one of the rasters inside it, or the product's folder.</source>
            <translation>Elija uno de los rásteres que contiene, o la carpeta del producto.</translation>
        </message>
        <message>
            <location filename="engine/reading.py" />
            <source>The model {pack_name} needs the bands {missing}, and {scene_name} does not have them.</source>
            <translation>El modelo {pack_name} necesita las bandas {missing}, y {scene_name} no las tiene.</translation>
        </message>
        <message>
            <location filename="engine/reading.py" />
            <source>Add these bands to the raster, or name its bands rightly. It has {scene_bands}.</source>
            <translation>Añada estas bandas al ráster, o nombre bien sus bandas. Tiene {scene_bands}.</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>Keeping what is finished</source>
            <translation>Conservando lo terminado</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>No unfinished run with finished parts is in {folder}.</source>
            <translation>No hay ninguna ejecución sin terminar con partes terminadas en {folder}.</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>Choose the results folder of a run that was interrupted.</source>
            <translation>Elija la carpeta de resultados de una ejecución que se interrumpió.</translation>
        </message>
        <message>
            <location filename="engine/request.py" />
            <source>The request's {wrong} is not what it should be.</source>
            <translation>El campo {wrong} de la petición no es lo que debería.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Results can't be written to {folder}: {error_strerror}.</source>
            <translation>No se pueden escribir los resultados en {folder}: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Choose a folder that you may write to.</source>
            <translation>Elija una carpeta en la que pueda escribir.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The disk of {folder} is full. No results were written.</source>
            <translation>El disco de {folder} está lleno. No se escribió ningún resultado.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The results in {folder} can't be replaced: {error_strerror}.</source>
            <translation>Los resultados de {folder} no se pueden reemplazar: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Close the program that has them open, or choose another folder.</source>
            <translation>Cierre el programa que los tiene abiertos, o elija otra carpeta.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>ONNX Runtime is not installed in this environment.</source>
            <translation>ONNX Runtime no está instalado en este entorno.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>Set up the environment again.</source>
            <translation>Prepare el entorno de nuevo.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>its inputs are {names}, and bands and presence are wanted</source>
            <translation>sus entradas son {names}, y se esperan bands y presence</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>it has {count} outputs, and a {pack_kind} has {wanted}</source>
            <translation>tiene {count} salidas, y un {pack_kind} tiene {wanted}</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>it gives {found} classes, and model.json names {count}</source>
            <translation>da {found} clases, y model.json nombra {count}</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>The model {pack_name} in {pack_folder} can't be loaded: {detail}</source>
            <translation>El modelo {pack_name} de {pack_folder} no se puede cargar: {detail}</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product's metadata file {path} can't be read ({error}).</source>
            <translation>El archivo de metadatos del producto {path} no se puede leer ({error}).</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Download the product again.</source>
            <translation>Descargue el producto de nuevo.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} holds {count} tiles.</source>
            <translation>El producto {name} contiene {count} teselas.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Choose one of the folders in its GRANULE folder, such as {granules}.</source>
            <translation>Elija una de las carpetas de su carpeta GRANULE, como {granules}.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} holds no band images.</source>
            <translation>El producto {name} no contiene imágenes de bandas.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} has several offsets: {offsets}.</source>
            <translation>El producto {name} tiene varios desplazamientos: {offsets}.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Use a product as ESA delivers it, with one offset for all bands.</source>
            <translation>Use un producto como lo entrega la ESA, con un mismo desplazamiento para todas las bandas.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (processing baseline {baseline}) give an offset of {added} and divide by {quantification}.</source>
            <translation>Los metadatos del producto (línea base de procesamiento {baseline}) dan un desplazamiento de {added} y dividen por {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (processing baseline {baseline}) give no offset and divide by {quantification}.</source>
            <translation>Los metadatos del producto (línea base de procesamiento {baseline}) no dan desplazamiento y dividen por {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (the product's metadata) give an offset of {added} and divide by {quantification}.</source>
            <translation>Los metadatos del producto dan un desplazamiento de {added} y dividen por {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (the product's metadata) give no offset and divide by {quantification}.</source>
            <translation>Los metadatos del producto no dan desplazamiento y dividen por {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The user gave the scale {scale} and the offset {offset}.</source>
            <translation>El usuario dio la escala {scale} y el desplazamiento {offset}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The file's tags give scale {scale} and offset {offset}.</source>
            <translation>Las etiquetas del archivo dan la escala {scale} y el desplazamiento {offset}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>No valid pixel was found in a sample; reflectance x 10000 is assumed.</source>
            <translation>No se encontró ningún píxel válido en una muestra; se supone reflectancia x 10000.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The values are floating point numbers from 0 to 1: reflectance as it is.</source>
            <translation>Los valores son números de coma flotante de 0 a 1: reflectancia tal cual.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The values fit in 8 bits: a picture in which 255 stands for reflectance {eight_bit_white}.</source>
            <translation>Los valores caben en 8 bits: una foto en la que 255 equivale a la reflectancia {eight_bit_white}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: acquired before 2022-01-25 ({acquired}), though the darkest band starts at {statistics_dark}.</source>
            <translation>Reflectancia x 10000 sin desplazamiento: adquirida antes del 2022-01-25 ({acquired}), aunque la banda más oscura empieza en {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: the darkest band starts at {statistics_dark}; the +1000 of newer products was removed already.</source>
            <translation>Reflectancia x 10000 sin desplazamiento: la banda más oscura empieza en {statistics_dark}; el +1000 de los productos más recientes ya se quitó.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: the darkest band starts at {statistics_dark}.</source>
            <translation>Reflectancia x 10000 sin desplazamiento: la banda más oscura empieza en {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: processing baseline {baseline}, and the darkest band starts at {statistics_dark}.</source>
            <translation>Reflectancia x 10000 + 1000: línea base de procesamiento {baseline}, y la banda más oscura empieza en {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: processing baseline {baseline}, and the darkest band starts at {statistics_dark}.</source>
            <translation>Reflectancia x 10000 sin desplazamiento: línea base de procesamiento {baseline}, y la banda más oscura empieza en {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, and the date is not known.</source>
            <translation>Reflectancia x 10000 + 1000: la banda más oscura empieza en {statistics_dark}, y no se conoce la fecha.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, and acquired on {acquired}.</source>
            <translation>Reflectancia x 10000 + 1000: la banda más oscura empieza en {statistics_dark}, y se adquirió el {acquired}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, so an image of {acquired} that was processed again after 2022-01-25.</source>
            <translation>Reflectancia x 10000 + 1000: la banda más oscura empieza en {statistics_dark}, por lo que es una imagen del {acquired} procesada de nuevo después del 2022-01-25.</translation>
        </message>
        <message>
            <location filename="engine/scene.py" />
            <source>The tiles store reflectance in different ways ({listed}).</source>
            <translation>Las teselas guardan la reflectancia de distintas maneras ({listed}).</translation>
        </message>
        <message>
            <location filename="engine/scene.py" />
            <source>Choose tiles of one product version, or state the scale and the offset.</source>
            <translation>Elija teselas de una misma versión de producto, o indique la escala y el desplazamiento.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The classifier looked at {looked} cells; {searched} are searched.</source>
            <translation>El clasificador examinó {looked} celdas; se busca en {searched}.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The area of interest holds no data in {name}.</source>
            <translation>El área de interés no contiene datos en {name}.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>Choose an area where the raster has values.</source>
            <translation>Elija un área donde el ráster tenga valores.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The segmenter's precision filter removed {removed} mines.</source>
            <translation>El filtro de precisión del segmentador eliminó {removed} minas.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>{removed} mines are left out: their confidence is below {run_least_confidence}.</source>
            <translation>Se omiten {removed} minas: su confianza está por debajo de {run_least_confidence}.</translation>
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>it gives {values} values a pixel for {classes} classes</source>
            <translation>da {values} valores por píxel para {classes} clases</translation>
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>The second level of the model {name} in {folder} can't be run: {detail}</source>
            <translation>El segundo nivel del modelo {name} de {folder} no se puede ejecutar: {detail}</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{text} is no Sentinel-2 band.</source>
            <translation>{text} no es una banda de Sentinel-2.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Use {band_names}.</source>
            <translation>Use {band_names}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{source_name} has no band number {number}: it has {count}.</source>
            <translation>{source_name} no tiene la banda número {number}: tiene {count}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Give {name} a number from 1 to {count}.</source>
            <translation>Dé a {name} un número de 1 a {count}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{name} or band number {number} is given twice.</source>
            <translation>{name} o la banda número {number} aparece dos veces.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>The scaling {scaling} can't be used: {error}.</source>
            <translation>La escala {scaling} no se puede usar: {error}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Give a scale above 0 and an offset, such as 0.0001 and -0.1.</source>
            <translation>Dé una escala mayor que 0 y un desplazamiento, como 0.0001 y -0.1.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{source_name} names {band_name} twice: bands {first} and {number}.</source>
            <translation>{source_name} nombra {band_name} dos veces: bandas {first} y {number}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number.</source>
            <translation>Diga por número qué banda es cuál.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Nothing in {source_name} says which of its {count} bands is which.</source>
            <translation>Nada en {source_name} dice cuál de sus {count} bandas es cuál.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number, for example B04=1,B03=2,B02=3.</source>
            <translation>Diga por número qué banda es cuál, por ejemplo B04=1,B03=2,B02=3.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number. With {count} bands this is likely: {likely}.</source>
            <translation>Diga por número qué banda es cuál. Con {count} bandas, lo probable es: {likely}.</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Looking at every cell</source>
            <translation>Examinando cada celda</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Looking for sites</source>
            <translation>Buscando sitios</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Drawing outlines</source>
            <translation>Dibujando contornos</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Telling the types apart</source>
            <translation>Distinguiendo los tipos</translation>
        </message>
        <message>
            <location filename="engine/thumbnails.py" />
            <source>Drawing thumbnails</source>
            <translation>Dibujando miniaturas</translation>
        </message>
        <message>
            <location filename="engine/thumbnails.py" />
            <source>Thumbnails show the {drawn} surest of {count} mines.</source>
            <translation>Las miniaturas muestran las {drawn} más seguras de {count} minas.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their bands ({what})</source>
            <translation>sus bandas ({what})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their bands (they lie in other files)</source>
            <translation>sus bandas (están en otros archivos)</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>{one_name} and {another_name} show the same place.</source>
            <translation>{one_name} y {another_name} muestran el mismo lugar.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>Choose one of them. To fill the gaps of one from the other, make a mosaic of both first (Raster &gt; Miscellaneous &gt; Merge).</source>
            <translation>Elija una de ellas. Para llenar los huecos de una con la otra, haga primero un mosaico de ambas (Ráster &gt; Miscelánea &gt; Combinar).</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their coordinate systems ({told}; {told_2})</source>
            <translation>sus sistemas de coordenadas ({told}; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their number or type of bands ({told}; {told_2})</source>
            <translation>su número o tipo de bandas ({told}; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their pixel sizes ({told}; {told_2})</source>
            <translation>sus tamaños de píxel ({told}; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their grids, which lie {shifts} pixels apart</source>
            <translation>sus mallas, que distan {shifts} píxeles</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>the scales and offsets in their files</source>
            <translation>las escalas y desplazamientos de sus archivos</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>{first} and {other} can't be searched as one image. They differ in {what}.</source>
            <translation>{first} y {other} no se pueden examinar como una sola imagen. Difieren en {what}.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>Choose tiles of one product and zone, or warp them to one grid first (Raster &gt; Projections &gt; Warp).</source>
            <translation>Elija teselas de un mismo producto y zona, o combe primero a una misma malla (Ráster &gt; Proyecciones &gt; Combar).</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>The request's confidence and out are no paths.</source>
            <translation>Los campos confidence y out de la petición no son rutas.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>The least area {minimum_area_ha} is no number of hectares.</source>
            <translation>La superficie mínima {minimum_area_ha} no es un número de hectáreas.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a number such as 0.1.</source>
            <translation>Elija un número como 0.1.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{out} is no name of a GeoPackage.</source>
            <translation>{out} no es el nombre de un GeoPackage.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a name that ends with .gpkg.</source>
            <translation>Elija un nombre que termine en .gpkg.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{request_confidence} can't be opened as a raster.</source>
            <translation>{request_confidence} no se puede abrir como ráster.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose the confidence.tif of a run.</source>
            <translation>Elija el confidence.tif de una ejecución.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{request_confidence} is not the confidence raster of a run.</source>
            <translation>{request_confidence} no es el ráster de confianza de una ejecución.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a confidence.tif: its first band is named any_mine, and a band for each type follows.</source>
            <translation>Elija un confidence.tif: su primera banda se llama any_mine, y le sigue una banda por tipo.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Writing the outlines</source>
            <translation>Escribiendo los contornos</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Outlines can't be written to {path}: {error_strerror}.</source>
            <translation>No se pueden escribir los contornos en {path}: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a file that you may write to, and that no other program has open.</source>
            <translation>Elija un archivo en el que pueda escribir y que ningún otro programa tenga abierto.</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>it is not JSON ({error})</source>
            <translation>no es JSON ({error})</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>its command is none of {commands}</source>
            <translation>su orden no es ninguna de {commands}</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>folder is missing</source>
            <translation>falta la carpeta</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>The area of interest is empty.</source>
            <translation>El área de interés está vacía.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Choose a layer, or select features, with polygons.</source>
            <translation>Elija una capa, o seleccione objetos, con polígonos.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No features are selected{name}.</source>
            <translation>No hay objetos seleccionados{name}.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No features are selected.</source>
            <translation>No hay objetos seleccionados.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Select polygons on the map, or draw the area.</source>
            <translation>Seleccione polígonos en el mapa, o dibuje el área.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>There is no layer of polygons.</source>
            <translation>No hay ninguna capa de polígonos.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add one to the project, or draw the area.</source>
            <translation>Añada una al proyecto, o dibuje el área.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>There is no such bookmark.</source>
            <translation>No existe tal marcador.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add one: View &gt; New Spatial Bookmark.</source>
            <translation>Añada uno: Ver &gt; Nuevo marcador espacial.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No image is chosen.</source>
            <translation>No se ha elegido ninguna imagen.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add a Sentinel-2 raster to the project and choose it.</source>
            <translation>Añada un ráster de Sentinel-2 al proyecto y elíjalo.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>The map does not show the image.</source>
            <translation>El mapa no muestra la imagen.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Move the map to the image: Zoom to Layer.</source>
            <translation>Mueva el mapa hasta la imagen: Zum a la capa.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>No area is drawn yet.</source>
            <translation>Todavía no se ha dibujado ningún área.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Click Draw and draw it on the map.</source>
            <translation>Haga clic en Dibujar y dibújela en el mapa.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>{name} has no ending that tells a format.</source>
            <translation>{name} no tiene una terminación que indique un formato.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>Choose a name that ends with .gpkg, .geojson, .kml, .csv or .shp.</source>
            <translation>Elija un nombre que termine en .gpkg, .geojson, .kml, .csv o .shp.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>The mines can't be written to {path}: {reason}.</source>
            <translation>Las minas no se pueden escribir en {path}: {reason}.</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>The run's file can't be opened any longer: {path}.</source>
            <translation>El archivo de la ejecución ya no se puede abrir: {path}.</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>Put it back to its place, or choose image and area by hand.</source>
            <translation>Devuélvalo a su sitio, o elija imagen y área a mano.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The layer '{value}' (type {kind}) has no file of reflectances behind it.</source>
            <translation>La capa '{value}' (tipo {kind}) no tiene detrás un archivo de reflectancias.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The layer '{value}' (type unknown) has no file of reflectances behind it.</source>
            <translation>La capa '{value}' (tipo desconocido) no tiene detrás un archivo de reflectancias.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Web maps hold pictures, not reflectances. Choose a layer made from a Sentinel-2 file.</source>
            <translation>Los mapas web contienen fotos, no reflectancias. Elija una capa hecha de un archivo de Sentinel-2.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The file of the layer '{value}' is not there: {path}.</source>
            <translation>El archivo de la capa '{value}' no está: {path}.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Repair the layer's data source, or choose another layer.</source>
            <translation>Repare la fuente de datos de la capa, o elija otra capa.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>{path}.pdf</source>
            <translation>{path}.pdf</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The run '{value}' has neither mines nor an area in this project.</source>
            <translation>La ejecución '{value}' no tiene ni minas ni un área en este proyecto.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Open its results again: button 'Open' on the page 'Runs'.</source>
            <translation>Abra de nuevo sus resultados: botón 'Abrir' en la página 'Resultados'.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The report can't be written to {path}.</source>
            <translation>El informe no se puede escribir en {path}.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>The result layer '{name}' in {result} could not be opened.</source>
            <translation>La capa de resultado '{name}' de {result} no se pudo abrir.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Look whether another program holds the file, and run again.</source>
            <translation>Mire si otro programa tiene el archivo abierto y ejecute de nuevo.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>The outlines in {answer} could not be opened.</source>
            <translation>Los contornos de {answer} no se pudieron abrir.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Look whether another program holds the file, and draw them again.</source>
            <translation>Mire si otro programa tiene el archivo abierto, y dibújelos de nuevo.</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it tells nothing of a run</source>
            <translation>no dice nada de una ejecución</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it is not there, or it is no GeoPackage</source>
            <translation>no está, o no es un GeoPackage</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it holds no results</source>
            <translation>no contiene resultados</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>The results in {geopackage} could not be read: {reason}.</source>
            <translation>Los resultados de {geopackage} no se pudieron leer: {reason}.</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>Choose the results.gpkg that a run of Mining Detector wrote, and look whether another program holds it.</source>
            <translation>Elija el results.gpkg que escribió una ejecución de Mining Detector, y mire si otro programa lo tiene abierto.</translation>
        </message>
        <message>
            <location filename="gui/run_filter.py" />
            <source>The layer '{value}' is being edited, and can't be filtered meanwhile.</source>
            <translation>La capa '{value}' se está editando, y entretanto no se puede filtrar.</translation>
        </message>
        <message>
            <location filename="gui/run_filter.py" />
            <source>Save or discard the edits of the layer, and filter again.</source>
            <translation>Guarde o descarte las ediciones de la capa, y filtre de nuevo.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>The plugin failed: {name}: {error}.</source>
            <translation>El complemento falló: {name}: {error}.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Please report it with the text in View &gt; Panels &gt; Log Messages &gt; Mining Detector.</source>
            <translation>Infórmelo, por favor, con el texto de Ver &gt; Paneles &gt; Mensajes de registro &gt; Mining Detector.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Starting the worker</source>
            <translation>Iniciando el proceso de trabajo</translation>
        </message>
    </context>
</TS>
