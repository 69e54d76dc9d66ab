<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt" sourcelanguage="en">
    <context>
        <name>MiningDetector</name>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Advanced</source>
            <translation>Avançado</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Mines (all models)</source>
            <translation>Minas (todos os modelos)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Cells that may hold mines (quick)</source>
            <translation>Células que podem conter minas (rápido)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Boxes around sites</source>
            <translation>Caixas em torno de locais</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Confidence of each pixel, everywhere</source>
            <translation>Confiança de cada pixel, em toda parte</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>The answer of one model alone comes without outlines of mines.</source>
            <translation>A resposta de um só modelo vem sem contornos de minas.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>As the models ask for</source>
            <translation>Como os modelos pedirem</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Left as it is</source>
            <translation>Deixada como está</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Taken off by place (dark channel)</source>
            <translation>Tirada por lugar (canal escuro)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Taken off evenly</source>
            <translation>Tirada por igual</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>What is done to haze before the models look.</source>
            <translation>O que se faz com a névoa antes de os modelos olharem.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Remove &amp;false hits</source>
            <translation>Remover &amp;falsos acertos</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>By the models' own precision filters, where they have any.</source>
            <translation>Pelos filtros de precisão dos próprios modelos, se os tiverem.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Also look for untested t&amp;ypes</source>
            <translation>Buscar também tip&amp;os não testados</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Types that a model's card calls untested: no real place has shown how well it finds them.</source>
            <translation>Tipos que a ficha de um modelo chama de não testados: nenhum lugar real mostrou quão bem ele os encontra.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Show or hide the advanced options</source>
            <translation>Mostrar ou ocultar as opções avançadas</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>L&amp;ook for</source>
            <translation>Busc&amp;ar</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Fi&amp;x haze</source>
            <translation>Corri&amp;gir névoa</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a rectangle</source>
            <translation>Desenhar um retângulo</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a polygon</source>
            <translation>Desenhar um polígono</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw freehand</source>
            <translation>Desenhar à mão livre</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a circle</source>
            <translation>Desenhar um círculo</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Selected features</source>
            <translation>Feições selecionadas</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>All polygons of a layer</source>
            <translation>Todos os polígonos de uma camada</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>A bookmark</source>
            <translation>Um favorito</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>What the map shows</source>
            <translation>O que o mapa mostra</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>What the map shows of the image</source>
            <translation>O que o mapa mostra da imagem</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>The whole image</source>
            <translation>A imagem inteira</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Layer of polygons</source>
            <translation>Camada de polígonos</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Bookmark</source>
            <translation>Favorito</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Spatial bookmarks of the project and of the user</source>
            <translation>Favoritos espaciais do projeto e do usuário</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source> km</source>
            <translation> km</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Radius of the circle</source>
            <translation>Raio do círculo</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Radius of the circle. A click on the map takes it, a drag changes it.</source>
            <translation>Raio do círculo. Um clique no mapa o usa, arrastar o altera.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Dra&amp;w</source>
            <translation>Desen&amp;har</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Rectangle, freehand, circle: press and drag. Polygon: click corners, right-click to finish. Esc cancels.</source>
            <translation>Retângulo, mão livre, círculo: pressione e arraste. Polígono: clique nos cantos e clique com o botão direito para terminar. Esc cancela.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Zoom to the area</source>
            <translation>Zoom na área</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Forget the area and take the whole image</source>
            <translation>Esquecer a área e usar a imagem inteira</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Snap to layers while drawing, as the project's snapping settings say</source>
            <translation>Aderir a camadas ao desenhar, conforme as configurações de aderência do projeto</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>&amp;Area</source>
            <translation>Ár&amp;ea</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Bands of the image</source>
            <translation>Bandas da imagem</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Use these bands</source>
            <translation>Usar estas bandas</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Raster band</source>
            <translation>Banda do raster</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Sentinel-2 band</source>
            <translation>Banda do Sentinel-2</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Named by</source>
            <translation>Nomeada por</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>File</source>
            <translation>Arquivo</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Band {number}</source>
            <translation>Banda {number}</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>you</source>
            <translation>você</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>You gave these names before.</source>
            <translation>Você deu estes nomes antes.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The image gives these names. Change what is wrong.</source>
            <translation>A imagem dá estes nomes. Altere o que estiver errado.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The file does not name its bands. This is a guess by their number: check it.</source>
            <translation>O arquivo não nomeia suas bandas. Isto é uma suposição pelo número delas: confira.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The file does not name its bands, and their number tells nothing. Please name them.</source>
            <translation>O arquivo não nomeia suas bandas e o número delas não diz nada. Por favor, nomeie-as.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>description</source>
            <translation>descrição</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>tag</source>
            <translation>etiqueta</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>file name</source>
            <translation>nome do arquivo</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>product</source>
            <translation>produto</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>guess</source>
            <translation>suposição</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>(do not use)</source>
            <translation>(não usar)</translation>
        </message>
        <message>
            <location filename="gui/card_dialog.py" />
            <source>Model card</source>
            <translation>Ficha do modelo</translation>
        </message>
        <message>
            <location filename="gui/card_dialog.py" />
            <source>Model card of {model}</source>
            <translation>Ficha de {model}</translation>
        </message>
        <message>
            <location filename="gui/collapsible.py" />
            <source>Show or hide: {title}</source>
            <translation>Mostrar ou ocultar: {title}</translation>
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
            <translation>Escolher imagem e área, e buscar</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Runs</source>
            <translation>Resultados</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>What was found: filter, report, export</source>
            <translation>O que foi encontrado: filtrar, relatar, exportar</translation>
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
            <translation>Os modelos disponíveis, e novos</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Setup</source>
            <translation>Ambiente</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>The environment that the models run in</source>
            <translation>O ambiente em que os modelos rodam</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Help for this page</source>
            <translation>Ajuda desta página</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Remove the environments that nothing uses any more? This frees {size} MB.</source>
            <translation>Remover os ambientes que nada mais usa? Isso libera {size} MB.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Remove the detection environment? This frees {size} MB. Detection needs a new set-up then.</source>
            <translation>Remover o ambiente de detecção? Isso libera {size} MB. A detecção precisará então de uma nova preparação.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Copy the log</source>
            <translation>Copiar o registro</translation>
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
            <translation>Uma execução está usando o ambiente de detecção.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Wait for its end, or cancel it.</source>
            <translation>Espere que termine, ou cancele-a.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>The detection environment is ready.</source>
            <translation>O ambiente de detecção está pronto.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>{size} MB freed.</source>
            <translation>{size} MB liberados.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>An update of the detection environment can be set up on the page Setup.</source>
            <translation>Na página Ambiente pode ser preparada uma atualização do ambiente de detecção.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>The folder holds all {count} packages.</source>
            <translation>A pasta contém todos os {count} pacotes.</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Log of the set-up</source>
            <translation>Registro da preparação</translation>
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
            <translation>&amp;Mais</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Make the environment again, or remove it</source>
            <translation>Criar o ambiente de novo, ou removê-lo</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Make it again from nothing</source>
            <translation>Criá-lo de novo do zero</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove…</source>
            <translation>Remover…</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove those of earlier versions…</source>
            <translation>Remover os de versões anteriores…</translation>
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
            <translation>Copia versões, dispositivos, o estado do ambiente e o último erro, para um relato. Caminhos pessoais, nomes e senhas são omitidos.</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove those of earlier versions ({size} MB)…</source>
            <translation>Remover os de versões anteriores ({size} MB)…</translation>
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
            <translation>A&amp;tualizar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Chec&amp;k and repair</source>
            <translation>&amp;Verificar e reparar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Chec&amp;k</source>
            <translation>&amp;Verificar</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>&amp;Try again</source>
            <translation>Te&amp;ntar de novo</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Set up from</source>
            <translation>Preparar a partir de</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Package index (network)</source>
            <translation>Índice de pacotes (rede)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Folder of wheels (no network)</source>
            <translation>Pasta de wheels (sem rede)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>My own Python</source>
            <translation>Meu próprio Python</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>A folder that holds the packages as .whl files, or the path of a zip of them. Another computer fills one: python3 -m mining_detector_plugin.client download-wheels FOLDER</source>
            <translation>Uma pasta com os pacotes como arquivos .whl, ou o caminho de um zip deles. Outro computador a enche: python3 -m mining_detector_plugin.client download-wheels FOLDER</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>The python program of a Python 3.11 or newer that has the packages already. It is used as it is.</source>
            <translation>O programa python de um Python 3.11 ou mais novo que já tem os pacotes. É usado como está.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <location filename="processing/set_up.py" />
            <source>Processor (small)</source>
            <translation>Processador (pequeno)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <location filename="processing/set_up.py" />
            <source>Processor, fast (medium)</source>
            <translation>Processador, rápido (médio)</translation>
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
            <translation>Quais pacotes são preparados. Os de GPU só podem ser preparados no Linux; em outros sistemas indique um Python próprio que tenha torch com CUDA.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>S&amp;ource</source>
            <translation>&amp;Origem</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>&amp;Wheels</source>
            <translation>&amp;Wheels</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>M&amp;y Python</source>
            <translation>Meu P&amp;ython</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>&amp;For</source>
            <translation>P&amp;ara</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Nothing is installed: the Python is checked and used as it is.</source>
            <translation>Nada é instalado: o Python é verificado e usado como está.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Takes about {disk} MB on disk; nothing is downloaded.</source>
            <translation>Ocupa cerca de {disk} MB em disco; nada é baixado.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Downloads about {download} MB, takes about {disk} MB on disk.</source>
            <translation>Baixa cerca de {download} MB, ocupa cerca de {disk} MB em disco.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>For new processors: AMD Zen 4 and later, Intel Xeon from Sapphire Rapids on. The models take about half the time there; other processors gain nothing.</source>
            <translation>Para processadores novos: AMD Zen 4 e posteriores, Intel Xeon a partir de Sapphire Rapids. Neles os modelos levam cerca da metade do tempo; os outros processadores não ganham nada.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>For Linux with an NVIDIA driver. Nobody has tested this set on a GPU yet; without one the processor is used.</source>
            <translation>Para Linux com driver NVIDIA. Ninguém testou ainda este conjunto em uma GPU; sem ela usa-se o processador.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Package</source>
            <translation>Pacote</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <location filename="gui/model_text.py" />
            <source>Version</source>
            <translation>Versão</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Packages in the environment, with their versions</source>
            <translation>Pacotes do ambiente, com suas versões</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Packages</source>
            <translation>Pacotes</translation>
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
            <translation>Pacotes para:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>On disk:</source>
            <translation>Em disco:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Made:</source>
            <translation>Criado:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Fol&amp;der:</source>
            <translation>Pa&amp;sta:</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>processor</source>
            <translation>processador</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>processor, fast</source>
            <translation>processador, rápido</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>NVIDIA GPU</source>
            <translation>GPU NVIDIA</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>{time} UTC with {installer}</source>
            <translation>{time} UTC com {installer}</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>The worker is being asked.</source>
            <translation>O processo de trabalho está sendo consultado.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>used</source>
            <translation>em uso</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>not used</source>
            <translation>sem uso</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: ready</source>
            <translation>Ambiente: pronto</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: not set up</source>
            <translation>Ambiente: não preparado</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: does not work</source>
            <translation>Ambiente: não funciona</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: update available</source>
            <translation>Ambiente: atualização disponível</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Detection needs a Python environment of its own. Nothing of QGIS changes. The first Detect sets it up too.</source>
            <translation>A detecção precisa de um ambiente Python próprio. Nada do QGIS muda. A primeira detecção também o prepara.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>All packages load.</source>
            <translation>Todos os pacotes carregam.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Its packages are being looked at.</source>
            <translation>Seus pacotes estão sendo examinados.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>{size} MB</source>
            <translation>{size} MB</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>, {free} of {total} GB free</source>
            <translation>, {free} de {total} GB livres</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Look at the detection environment</source>
            <translation>Examinar o ambiente de detecção</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Set up Mining Detector</source>
            <translation>Preparar o Mining Detector</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Remove the detection environment</source>
            <translation>Remover o ambiente de detecção</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>about {cells}</source>
            <translation>cerca de {cells}</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>{area}, {cells} cells, roughly {time} (no run here yet)</source>
            <translation>{area}, {cells} células, aproximadamente {time} (ainda sem execuções aqui)</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>{area}, {cells} cells, about {time}</source>
            <translation>{area}, {cells} células, cerca de {time}</translation>
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
            <translation>Tabela com contornos como texto</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>Shapefile</source>
            <translation>Shapefile</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>Open the layers of {scene}</source>
            <translation>Abrir as camadas de {scene}</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>The choices of the run in {scene} are back.</source>
            <translation>As opções da execução em {scene} estão de volta.</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>Mining Detector: help</source>
            <translation>Mining Detector: ajuda</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>Help</source>
            <translation>Ajuda</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>&amp;Contents</source>
            <translation>&amp;Conteúdo</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>The help pages are not there. Install the plugin from its zip.</source>
            <translation>As páginas de ajuda não estão aqui. Instale o complemento a partir do zip.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>Looking at the image…</source>
            <translation>Examinando a imagem…</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>The layer keeps these bands for its runs.</source>
            <translation>A camada guarda estas bandas para suas execuções.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>There is no data here.</source>
            <translation>Não há dados aqui.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>Only the middle is shown: the image has no overviews (pyramids).</source>
            <translation>Só o meio é mostrado: a imagem não tem visões gerais (pirâmides).</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <location filename="gui/images_dialog.py" />
            <source>Several images as one</source>
            <translation>Várias imagens como uma</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Choose several layers that are searched as one: tiles, or band files.</source>
            <translation>Escolher várias camadas que são examinadas como uma: tiles, ou arquivos de bandas.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>&amp;Bands…</source>
            <translation>&amp;Bandas…</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Shows which band of the image is which, to confirm or change.</source>
            <translation>Mostra qual banda da imagem é qual, para confirmar ou alterar.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Scaling…</source>
            <translation>Escala…</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Shows how stored numbers become reflectance and why, to confirm or change.</source>
            <translation>Mostra como os números gravados viram reflectância e por quê, para confirmar ou alterar.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>&amp;Image</source>
            <translation>&amp;Imagem</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{count} layers as one: {names}</source>
            <translation>{count} camadas como uma: {names}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{width} × {height} pixels of {resolution} m</source>
            <translation>{width} × {height} pixels de {resolution} m</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>date not known</source>
            <translation>data desconhecida</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{count} bands that nothing names. Please name them.</source>
            <translation>{count} bandas que nada nomeia. Por favor, nomeie-as.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>A guess by their number, please confirm: {bands}</source>
            <translation>Uma suposição pelo número delas, confirme: {bands}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file</source>
            <translation>nomeadas pelo arquivo</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file's tags</source>
            <translation>nomeadas pelas etiquetas do arquivo</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file names</source>
            <translation>nomeadas pelos nomes dos arquivos</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the product</source>
            <translation>nomeadas pelo produto</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by you</source>
            <translation>nomeadas por você</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Bands: {bands}</source>
            <translation>Bandas: {bands}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Reflectance = number × {scale}</source>
            <translation>Reflectância = número × {scale}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{scaling}. A guess: please check.</source>
            <translation>{scaling}. Uma suposição: confira.</translation>
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
            <translation>Estimar o tempo para {scene}</translation>
        </message>
        <message>
            <location filename="gui/images_dialog.py" />
            <source>Tick tiles that lie side by side (same bands, CRS and pixel size), or the files of single bands of one image. They are searched as one, without a seam.</source>
            <translation>Marque tiles lado a lado (mesmas bandas, SRC e tamanho de pixel), ou os arquivos de bandas avulsas de uma imagem. São examinados como um só, sem emenda.</translation>
        </message>
        <message>
            <location filename="gui/images_dialog.py" />
            <source>Raster layers</source>
            <translation>Camadas raster</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <location filename="gui/models_controller.py" />
            <source>Import an ONNX model</source>
            <translation>Importar um modelo ONNX</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>as its makers state it</source>
            <translation>como indicada por seus autores</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Import</source>
            <translation>&amp;Importar</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>no mine: leave out</source>
            <translation>não é mina: omitir</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Name</source>
            <translation>&amp;Nome</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Licence</source>
            <translation>&amp;Licença</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>{kind}; pixels of {resolution} m; tiles of {tile} pixels; threshold {threshold}.</source>
            <translation>{kind}; pixels de {resolution} m; blocos de {tile} pixels; limiar {threshold}.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>What its classes are</source>
            <translation>O que são suas classes</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Type of the class {name}</source>
            <translation>Tipo da classe {name}</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>The picture that it sees</source>
            <translation>A imagem que ele vê</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Band of channel {number}</source>
            <translation>Banda do canal {number}</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Bands of its channels</source>
            <translation>&amp;Bandas dos seus canais</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>to</source>
            <translation>a</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Reflectance that becomes 255</source>
            <translation>Reflectância que vira 255</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Reflectance as 0 to 255</source>
            <translation>&amp;Reflectância de 0 a 255</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Such models take 8-bit pictures. This reflectance becomes black and white; beyond it is cut off.</source>
            <translation>Tais modelos usam imagens de 8 bits. Esta reflectância vira preto e branco; o que passa dela é cortado.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Choose what at least one class is.</source>
            <translation>Escolha o que é ao menos uma das classes.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Give each channel a band of its own.</source>
            <translation>Dê a cada canal uma banda própria.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>The range of reflectance is empty.</source>
            <translation>O intervalo de reflectância está vazio.</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <location filename="gui/results.py" />
            <source>Confidence</source>
            <translation>Confiança</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <source>Probability</source>
            <translation>Probabilidade</translation>
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
            <translation>Classificador</translation>
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
            <translation>não é mina</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <location filename="gui/models_box.py" />
            <source>Bundled models</source>
            <translation>Modelos incluídos</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>These are taken where nobody chooses others.</source>
            <translation>Estes são usados onde ninguém escolhe outros.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>From the bundled models: {kinds}.</source>
            <translation>Dos modelos incluídos: {kinds}.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Which cells are searched is up to the bundled classifier, which knows nothing of these models. 'Search everywhere' lets them look at every cell.</source>
            <translation>Quais células são examinadas decide o classificador incluído, que nada sabe destes modelos. 'Buscar em toda parte' os deixa ver cada célula.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Outlines of mines are those of the bundled segmenter; these models give the boxes beside them.</source>
            <translation>Os contornos das minas são os do segmentador incluído; estes modelos dão as caixas ao lado deles.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Confidences rank the mines then, and are not calibrated.</source>
            <translation>As confianças então ordenam as minas e não são calibradas.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Folder</source>
            <translation>Pasta</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>This model can't be read. Install it again, or remove it.</source>
            <translation>Este modelo não pode ser lido. Instale-o de novo, ou remova-o.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Bands needed</source>
            <translation>Bandas necessárias</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Bands used</source>
            <translation>Bandas usadas</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Pixels</source>
            <translation>Pixels</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>{size} m</source>
            <translation>{size} m</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Finds</source>
            <translation>Encontra</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Licence</source>
            <translation>Licença</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>not stated</source>
            <translation>não indicada</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Size</source>
            <translation>Tamanho</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Fingerprint</source>
            <translation>Impressão digital</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>No real place has tested: {classes}. Runs leave it out unless told otherwise.</source>
            <translation>Nenhum lugar real testou: {classes}. As execuções o omitem se não for dito o contrário.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Learnt from</source>
            <translation>Aprendeu de</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Limits</source>
            <translation>Limites</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>can't be read</source>
            <translation>não pode ser lido</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Figures</source>
            <translation>Números</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>None with an interval: nobody has measured how good it is, or how surely.</source>
            <translation>Nenhum com intervalo: ninguém mediu quão bom ele é, nem com que certeza.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>In brackets the 95 % interval over places.</source>
            <translation>Entre parênteses, o intervalo de 95 % sobre os lugares.</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/model_text.py" />
            <source>%n more figures are in the model card.</source>
            <translation>
                <numerusform>Há mais %n número na ficha do modelo.</numerusform>
                <numerusform>Há mais %n números na ficha do modelo.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>{metric} on {data}: {value} ({low} to {high}), {places}</source>
            <translation>{metric} em {data}: {value} ({low} a {high}), {places}</translation>
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
            <translation>Usar modelos de uma pasta sem instalá-los</translation>
        </message>
        <message>
            <location filename="gui/models_box.py" />
            <location filename="processing/search.py" />
            <source>Models from a folder</source>
            <translation>Modelos de uma pasta</translation>
        </message>
        <message>
            <location filename="gui/models_box.py" />
            <location filename="gui/models_controller.py" />
            <source>Folder with models</source>
            <translation>Pasta com modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Look for models</source>
            <translation>Procurar modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Install models</source>
            <translation>Instalar modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Look at an ONNX model</source>
            <translation>Examinar um modelo ONNX</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Remove models</source>
            <translation>Remover modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Delete '{models}' from the disk?</source>
            <translation>Apagar '{models}' do disco?</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Set default models</source>
            <translation>Definir os modelos padrão</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Read a model card</source>
            <translation>Ler a ficha de um modelo</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>These models are installed already. Replace them?</source>
            <translation>Estes modelos já estão instalados. Substituí-los?</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is installed.</source>
            <translation>'{models}' está instalado.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Left out, since no model needs it: {files}</source>
            <translation>Omitidos, pois nenhum modelo precisa deles: {files}</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is removed.</source>
            <translation>'{models}' foi removido.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is the default.</source>
            <translation>'{models}' é o padrão.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Zip with models</source>
            <translation>Zip com modelos</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Zip files (*.zip)</source>
            <translation>Arquivos zip (*.zip)</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>ONNX model with Deepness metadata</source>
            <translation>Modelo ONNX com metadados do Deepness</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>ONNX models (*.onnx)</source>
            <translation>Modelos ONNX (*.onnx)</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>What is known of the chosen model</source>
            <translation>O que se sabe do modelo escolhido</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>&amp;New…</source>
            <translation>&amp;Novos…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Install models, or import an ONNX file; they are checked, and run no code.</source>
            <translation>Instalar modelos, ou importar um arquivo ONNX; eles são verificados e não executam código.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>From a &amp;folder…</source>
            <translation>De uma &amp;pasta…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>From a &amp;zip…</source>
            <translation>De um &amp;zip…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Import &amp;ONNX (Deepness)…</source>
            <translation>Importar &amp;ONNX (Deepness)…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Set as de&amp;fault</source>
            <translation>Usar como &amp;padrão</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>These models are chosen from now on, here and in Processing.</source>
            <translation>Estes modelos são escolhidos a partir de agora, aqui e no Processamento.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Remover</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Deletes installed models from the disk. Bundled ones stay.</source>
            <translation>Apaga do disco os modelos instalados. Os incluídos ficam.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Model car&amp;d</source>
            <translation>Fic&amp;ha do modelo</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>All that the makers of this model say of it: uses, figures, limits.</source>
            <translation>Tudo o que os autores deste modelo dizem dele: usos, números, limites.</translation>
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
            <translation>{models} (padrão)</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Search &amp;everywhere</source>
            <translation>Buscar em toda &amp;parte</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Also run the detector and the segmenter where the classifier sees no mine. Slower.</source>
            <translation>Executar também o detector e o segmentador onde o classificador não vê mina. Mais lento.</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>How sure the models must be of what is shown. 'Few misses' shows more mines and more false alarms, 'Few false alarms' fewer of both.</source>
            <translation>Quão seguros os modelos devem estar do que é mostrado. 'Poucas omissões' mostra mais minas e mais falsos alarmes; 'Poucos falsos alarmes', menos de ambos.</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>By sensitivity</source>
            <translation>Por sensibilidade</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Confidence from which a pixel counts as mine, in place of the sensitivity's. Lower finds more, also false ones.</source>
            <translation>Confiança a partir da qual um pixel conta como mina, no lugar da da sensibilidade. Mais baixo encontra mais, também falsos.</translation>
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
            <translation>&amp;Sensibilidade</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Threshold</source>
            <translation>&amp;Limiar</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Results in</source>
            <translation>&amp;Resultados em</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source> (not usable)</source>
            <translation> (não utilizável)</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Sets of the choices below. What you change makes it your own choice.</source>
            <translation>Conjuntos das opções abaixo. O que você alterar a torna sua própria escolha.</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Keep or delete presets</source>
            <translation>Guardar ou apagar predefinições</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Save these choices as…</source>
            <translation>Salvar estas opções como…</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Delete this preset</source>
            <translation>Apagar esta predefinição</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Your own choice</source>
            <translation>Sua própria escolha</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Save choices</source>
            <translation>Salvar opções</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Name of the preset:</source>
            <translation>Nome da predefinição:</translation>
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
            <translation>Olhada rápida (só células)</translation>
        </message>
        <message>
            <location filename="gui/presets.py" />
            <source>Search everything (slow)</source>
            <translation>Buscar em tudo (lento)</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{done} of {total} cells</source>
            <translation>{done} de {total} células</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{done} of {total} tiles</source>
            <translation>{done} de {total} blocos</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} may hold mines</source>
            <translation>{count} podem conter minas</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} boxes so far</source>
            <translation>{count} caixas até agora</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} mines so far</source>
            <translation>{count} minas até agora</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>less than a minute left</source>
            <translation>resta menos de um minuto</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>about {minutes} min left</source>
            <translation>restam cerca de {minutes} min</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>about {hours} h {minutes} min left</source>
            <translation>restam cerca de {hours} h {minutes} min</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <location filename="gui/report_layout.py" />
            <location filename="gui/result_fields.py" />
            <source>Where it comes from</source>
            <translation>De onde vem</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <source>Where the results of this run come from</source>
            <translation>De onde vêm os resultados desta execução</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <source>&amp;Copy as text</source>
            <translation>&amp;Copiar como texto</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <source>Scene</source>
            <translation>Cena</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>unknown</source>
            <translation>desconhecido</translation>
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
            <translation>Reflectância</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="processing/search.py" />
            <source>Sensitivity</source>
            <translation>Sensibilidade</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Where it searched</source>
            <translation>Onde buscou</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <location filename="gui/runs_page.py" />
            <source>Run</source>
            <translation>Execução</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{run_id}, of {created}</source>
            <translation>{run_id}, de {created}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>threshold {value:.3f}</source>
            <translation>limiar {value:.3f}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>without {classes}</source>
            <translation>sem {classes}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Left out as unsure</source>
            <translation>Omitidas por incertas</translation>
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
            <translation>detecções</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Types by</source>
            <translation>Tipos segundo</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Time</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{seconds:.0f} s</source>
            <translation>{seconds:.0f} s</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Files</source>
            <translation>Arquivos</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Settings</source>
            <translation>Opções</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Known sites that were found</source>
            <translation>Locais conhecidos que foram encontrados</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Polygons that were mines</source>
            <translation>Polígonos que eram minas</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>False polygons per 1,000 km²</source>
            <translation>Polígonos falsos por 1.000 km²</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Mean error of the confidence</source>
            <translation>Erro médio da confiança</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>(95 % interval {low} to {high})</source>
            <translation>(intervalo de 95 %: de {low} a {high})</translation>
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
            <translation>Classificador de tipos</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>value x {scale:g} {offset:+g}.</source>
            <translation>valor x {scale:g} {offset:+g}.</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>This is a guess.</source>
            <translation>Isto é uma suposição.</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Threshold {value:.2f}, given by the user</source>
            <translation>Limiar {value:.2f}, dado pelo usuário</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Everywhere in the area</source>
            <translation>Em toda a área</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Where the classifier sees a mine, and around it</source>
            <translation>Onde o classificador vê uma mina, e em volta</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>shown from {least:.2f} on</source>
            <translation>mostradas a partir de {least:.2f}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Calibrated on the scores of the three stages</source>
            <translation>Calibrada sobre as pontuações das três etapas</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Not calibrated: it ranks the mines, and is no probability</source>
            <translation>Não calibrada: ordena as minas e não é uma probabilidade</translation>
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
            <translation>examinado em {time}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/results.py" />
            <source>Mines in {scene}</source>
            <translation>Minas em {scene}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>{count} on {area:,.1f} ha, in {searched:,.0f} ha searched</source>
            <translation>{count} em {area:,.1f} ha, em {searched:,.0f} ha examinados</translation>
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
            <translation>As minas mais seguras</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>All mines, the surest first</source>
            <translation>Todas as minas, as mais seguras primeiro</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>{scene}, run {run_id}, Mining Detector {version}</source>
            <translation>{scene}, execução {run_id}, Mining Detector {version}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Image of {date}</source>
            <translation>Imagem de {date}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Image of an unknown date</source>
            <translation>Imagem de data desconhecida</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Shown are {shown} of {all} of this run</source>
            <translation>São mostradas {shown} de {all} desta execução</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>those with a confidence from {threshold:.2f} on</source>
            <translation>as de confiança a partir de {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>without {types}</source>
            <translation>sem {types}</translation>
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
            <translation>Área (ha)</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Mean confidence</source>
            <translation>Confiança média</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/type_titles.py" />
            <source>Accepted</source>
            <translation>Aceito</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/type_titles.py" />
            <source>Rejected</source>
            <translation>Rejeitado</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>All</source>
            <translation>Todas</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Confidence {confidence:.2f}, {area:,.1f} ha</source>
            <translation>Confiança {confidence:.2f}, {area:,.1f} ha</translation>
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
            <translation>L</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>W</source>
            <translation>O</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Each polygon is what models saw in one satellite image. It is no proof of a mine, and says nothing of who runs it or whether it is permitted. Check it before you act on it.</source>
            <translation>Cada polígono é o que os modelos viram em uma imagem de satélite. Não prova que há uma mina, e nada diz de quem a explora nem se é permitida. Confira antes de agir.</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>What the models missed is not in this report. Where no mine is shown there may still be one.</source>
            <translation>O que os modelos deixaram passar não está neste relatório. Onde nenhuma mina é mostrada ainda pode haver uma.</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Pixels of Sentinel-2 are 10 m wide. Outlines are no survey, areas are estimates, and sites below 0.1 ha are left out.</source>
            <translation>Os pixels do Sentinel-2 têm 10 m de largura. Os contornos não são um levantamento, as áreas são estimativas, e locais abaixo de 0.1 ha são omitidos.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Export report</source>
            <translation>Exportar relatório</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>PDF document</source>
            <translation>Documento PDF</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Gather the report</source>
            <translation>Reunir o relatório</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Drawing the map</source>
            <translation>Desenhando o mapa</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Write the map</source>
            <translation>Gravar o mapa</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Report: {title}</source>
            <translation>Relatório: {title}</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Drawing the pages</source>
            <translation>Desenhando as páginas</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The report is in {path}</source>
            <translation>O relatório está em {path}</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Outlines: the wider the surer; dashed below a confidence of 0.50.</source>
            <translation>Contornos: quanto mais largos, mais seguros; tracejados abaixo de uma confiança de 0.50.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <location filename="gui/result_fields.py" />
            <source>What was found</source>
            <translation>O que foi encontrado</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>How far it can be trusted</source>
            <translation>Até onde se pode confiar nele</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Measured with these models and this sensitivity on labelled places that the models had not been trained on. How they do elsewhere may differ.</source>
            <translation>Medido com estes modelos e esta sensibilidade em lugares rotulados com que os modelos não foram treinados. Em outros lugares pode ser diferente.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>No figures were measured for these models with these settings.</source>
            <translation>Não foram medidos números para estes modelos com estas opções.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Left: true colour; right: confidence, brighter is surer. Coordinates: WGS 84.</source>
            <translation>Esquerda: cor verdadeira; direita: confiança, mais claro é mais seguro. Coordenadas: WGS 84.</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Row</source>
            <translation>Linha</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Number</source>
            <translation>Número</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Score</source>
            <translation>Pontuação</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Classifier's score</source>
            <translation>Pontuação do classificador</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Detector's score</source>
            <translation>Pontuação do detector</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Segmenter's score</source>
            <translation>Pontuação do segmentador</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Review</source>
            <translation>Revisão</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Type after review</source>
            <translation>Tipo após a revisão</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Searched closer</source>
            <translation>Examinada de perto</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <location filename="processing/vectorise.py" />
            <source>Threshold</source>
            <translation>Limiar</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Scores</source>
            <translation>Pontuações</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>As found</source>
            <translation>Como encontrado</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines</source>
            <translation>Minas</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Detections</source>
            <translation>Detecções</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Cells looked at</source>
            <translation>Células examinadas</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Searched so far</source>
            <translation>Examinado até agora</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <location filename="processing/search.py" />
            <source>Area of interest</source>
            <translation>Área de interesse</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines in {scene} (cancelled)</source>
            <translation>Minas em {scene} (cancelada)</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines in {scene} (interrupted)</source>
            <translation>Minas em {scene} (interrompida)</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Outlines from {threshold:.2f}</source>
            <translation>Contornos a partir de {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>This very run is under way, or waits for its turn, already.</source>
            <translation>Esta mesma execução já está em andamento, ou espera sua vez.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Detecting in {scene}.</source>
            <translation>Detectando em {scene}.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Mines in {scene} (under way)</source>
            <translation>Minas em {scene} (em andamento)</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>The results are in {folder}</source>
            <translation>Os resultados estão em {folder}</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>The project was closed: the run in {scene} ended. What it had finished can be gone on with.</source>
            <translation>O projeto foi fechado: a execução em {scene} terminou. Pode-se continuar com o que ela tinha terminado.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} detections</source>
            <translation>{count} detecções</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} cells looked at</source>
            <translation>{count} células examinadas</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Done.</source>
            <translation>Concluído.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} more are left out as too unsure: 'Few misses' shows most of them.</source>
            <translation>Outras {count} são omitidas por serem incertas demais: 'Poucas omissões' mostra a maioria delas.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Name them with 'Bands…' beside the image, or choose an image that has them.</source>
            <translation>Nomeie-as com 'Bandas…' ao lado da imagem, ou escolha uma imagem que as tenha.</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/run_facts.py" />
            <source>%n detections</source>
            <translation>
                <numerusform>%n detecção</numerusform>
                <numerusform>%n detecções</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="gui/run_facts.py" />
            <source>%n cells</source>
            <translation>
                <numerusform>%n célula</numerusform>
                <numerusform>%n células</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>{area:,.0f} ha searched</source>
            <translation>{area:,.0f} ha examinados</translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>This run was ended before it was complete: a part of the area was not searched.</source>
            <translation>Esta execução terminou antes de se completar: uma parte da área não foi examinada.</translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>Read the results</source>
            <translation>Ler os resultados</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Confidence from which mines are shown</source>
            <translation>Confiança a partir da qual as minas são mostradas</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Hides mines of a smaller confidence, boxes of a smaller score, and the confidence raster below it. Nothing is deleted.</source>
            <translation>Oculta as minas de confiança menor, as caixas de pontuação menor e o raster de confiança abaixo dela. Nada é apagado.</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Co&amp;nfidence from</source>
            <translation>Con&amp;fiança desde</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Show &amp;all</source>
            <translation>&amp;Mostrar tudo</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Back to the run's own threshold, all types</source>
            <translation>Voltar ao limiar da própria execução, todos os tipos</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>&amp;Detect</source>
            <translation>&amp;Detectar</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Messages</source>
            <translation>Mensagens</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Runs that wait</source>
            <translation>Execuções em espera</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Runs that wait, the next one first</source>
            <translation>Execuções em espera, a próxima primeiro</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Remove</source>
            <translation>Remover</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Take this run out of the queue</source>
            <translation>Tirar esta execução da fila</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Searches this when the run under way has ended</source>
            <translation>Busca isto quando a execução em andamento terminar</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Queued: {count}</source>
            <translation>Na fila: {count}</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Warning: </source>
            <translation>Aviso: </translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Error: </source>
            <translation>Erro: </translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>{shown} of {all} shown, {area:,.1f} ha</source>
            <translation>{shown} de {all} mostradas, {area:,.1f} ha</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Folder with results</source>
            <translation>Pasta com resultados</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Open the results</source>
            <translation>Abrir os resultados</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Export mines</source>
            <translation>Exportar minas</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>The mines are in {path}</source>
            <translation>As minas estão em {path}</translation>
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
            <translation>{count} a partir de {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Draw outlines</source>
            <translation>Desenhar contornos</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Cance&amp;l</source>
            <translation>Cance&amp;lar</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Run</source>
            <translation>&amp;Execução</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Open…</source>
            <translation>&amp;Abrir…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Add the results of an earlier run from its folder</source>
            <translation>Adicionar os resultados de uma execução anterior a partir da pasta</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Zoom</source>
            <translation>&amp;Zoom</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Show the whole area of this run on the map</source>
            <translation>Mostrar no mapa toda a área desta execução</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Export re&amp;port…</source>
            <translation>Exportar rela&amp;tório…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>A PDF with a map, tables, the surest mines and where it all comes from</source>
            <translation>Um PDF com um mapa, tabelas, as minas mais seguras e de onde vem tudo</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Keep the layout</source>
            <translation>Guardar o layo&amp;ut</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Adds the report's layout to Project &gt; Layouts, where it can be edited</source>
            <translation>Adiciona o layout do relatório a Projeto &gt; Layouts, onde pode ser editado</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>E&amp;xport mines…</source>
            <translation>E&amp;xportar minas…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>The mines that are shown now, as another file</source>
            <translation>As minas mostradas agora, como outro arquivo</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Open &amp;folder</source>
            <translation>Abrir &amp;pasta</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Load &amp;settings</source>
            <translation>Carregar &amp;opções</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Take this run's choices over to the page 'Detect'</source>
            <translation>Levar as opções desta execução para a página 'Detectar'</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Re&amp;move</source>
            <translation>&amp;Remover</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Take this run out of the project; its files stay</source>
            <translation>Tirar esta execução do projeto; seus arquivos ficam</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Ne&amp;w outlines from</source>
            <translation>&amp;Novos contornos desde</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Draw</source>
            <translation>&amp;Desenhar</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Draws new outlines from the confidence raster, for any probability; no model runs.</source>
            <translation>Desenha novos contornos a partir do raster de confiança, para qualquer probabilidade; nenhum modelo é executado.</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>What is shown</source>
            <translation>O que é mostrado</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>This project holds no run yet. Detect mines, or open the folder of an earlier run.</source>
            <translation>Este projeto ainda não contém nenhuma execução. Detecte minas, ou abra a pasta de uma execução anterior.</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>From stored numbers to reflectance</source>
            <translation>De números gravados a reflectância</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>State scale and offset &amp;yourself</source>
            <translation>Indicar escala e deslocamento &amp;próprios</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>Reflectance = stored number × scale + offset.</source>
            <translation>Reflectância = número gravado × escala + deslocamento.</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>&amp;Scale</source>
            <translation>&amp;Escala</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>&amp;Offset</source>
            <translation>&amp;Deslocamento</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>Sentinel-2 products since January 2022: scale 0.0001, offset -0.1. Older ones: scale 0.0001, offset 0. The layer keeps what you state.</source>
            <translation>Produtos do Sentinel-2 desde janeiro de 2022: escala 0.0001, deslocamento -0.1. Anteriores: escala 0.0001, deslocamento 0. A camada guarda o que você indicar.</translation>
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Few misses</source>
            <translation>Poucas omissões</translation>
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Few false alarms</source>
            <translation>Poucos falsos alarmes</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Detect mines in {scene}</source>
            <translation>Detectar minas em {scene}</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Recover mines in {scene}</source>
            <translation>Recuperar minas em {scene}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>True colour</source>
            <translation>Cor verdadeira</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>False colour</source>
            <translation>Falsa cor</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>SWIR</source>
            <translation>SWIR</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>Needs {bands}: the image lacks it, or it is not named.</source>
            <translation>Precisa de {bands}: a imagem não a tem, ou não está nomeada.</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>Red, green, blue: {bands}</source>
            <translation>Vermelho, verde, azul: {bands}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>{band}: reflectance {low} to {high}</source>
            <translation>{band}: reflectância de {low} a {high}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>no {bands}</source>
            <translation>sem {bands}</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Open pit or quarry</source>
            <translation>Cava a céu aberto ou pedreira</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Waste dump</source>
            <translation>Pilha de estéril</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Tailings pond</source>
            <translation>Barragem de rejeitos</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Artisanal mine scar</source>
            <translation>Cicatriz de garimpo</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Other mine ground</source>
            <translation>Outro terreno de mineração</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Not reviewed</source>
            <translation>Não revisado</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>Look for unfinished runs</source>
            <translation>Procurar execuções não terminadas</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>Remove an unfinished run</source>
            <translation>Remover uma execução não terminada</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>What the run had finished is loaded. It is no complete result. Folder: {folder}</source>
            <translation>O que a execução tinha terminado está carregado. Não é um resultado completo. Pasta: {folder}</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>This run was interrupted:</source>
            <translation>Esta execução foi interrompida:</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Interrupted runs</source>
            <translation>Execuções interrompidas</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Recover</source>
            <translation>Recuperar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Load what was finished. It is no complete result, and says so.</source>
            <translation>Carregar o que foi terminado. Não é um resultado completo, e diz isso.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Go on</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Run the rest. Stages that are complete are not done again.</source>
            <translation>Executar o resto. As etapas completas não são repetidas.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Discard</source>
            <translation>Descartar</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Delete what was finished from the disk.</source>
            <translation>Apagar do disco o que foi terminado.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>These runs were interrupted:</source>
            <translation>Estas execuções foram interrompidas:</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{scene}, {time}</source>
            <translation>{scene}, {time}</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{count} cells</source>
            <translation>{count} células</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{count} boxes</source>
            <translation>{count} caixas</translation>
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
            <translation>Sensibilidade: 'Poucas omissões' mostra mais e mais falsos alarmes; 'Poucos falsos alarmes', menos de ambos.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>The raster needs a file behind it. Where it does not name its bands, name them in its order in 'Bands', such as B02,B03,B04,B08 (a dash leaves one out). Tiles side by side, or the band files of one image, are searched as one image: choose the others in 'Further rasters'.</source>
            <translation>O raster precisa de um arquivo por trás. Se ele não nomeia suas bandas, nomeie-as na ordem em 'Bandas', como B02,B03,B04,B08 (um hífen omite uma). Tiles lado a lado, ou os arquivos de bandas de uma imagem, são examinados como uma só imagem: escolha os outros em 'Outros rasters'.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>A cancelled run keeps what was finished, and says where. The detection environment must be set up once: 'Set up the environment'.</source>
            <translation>Uma execução cancelada guarda o que terminou, e diz onde. O ambiente de detecção deve ser preparado uma vez: 'Preparar o ambiente'.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Sentinel-2 raster</source>
            <translation>Raster do Sentinel-2</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Level 1C or 2A, 3 to 13 bands; red, green and blue must be among them.</source>
            <translation>Nível 1C ou 2A, de 3 a 13 bandas; devem incluir vermelho, verde e azul.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Polygons in any CRS. Empty: the whole raster.</source>
            <translation>Polígonos em qualquer SRC. Vazio: o raster inteiro.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Output folder</source>
            <translation>Pasta de saída</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>An older result in it is replaced.</source>
            <translation>Um resultado anterior nela é substituído.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Add the results to the project</source>
            <translation>Adicionar os resultados ao projeto</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Loads the result layers with their styles.</source>
            <translation>Carrega as camadas de resultado com seus estilos.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Number of features: {layer}</source>
            <translation>Número de feições: {layer}</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>How sure the models must be of what is shown.</source>
            <translation>Quão seguros os modelos devem estar do que é mostrado.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Threshold (empty: by sensitivity)</source>
            <translation>Limiar (vazio: pela sensibilidade)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Least probability of mine ground. It wins over the sensitivity: every outline is shown then.</source>
            <translation>Probabilidade mínima de terreno de mineração. Prevalece sobre a sensibilidade: então cada contorno é mostrado.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Search everywhere (slower)</source>
            <translation>Buscar em toda parte (mais lento)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Look closer at all cells, not only at those that the classifier lets through.</source>
            <translation>Examinar de perto todas as células, não só as que o classificador deixa passar.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Further rasters of the same image</source>
            <translation>Outros rasters da mesma imagem</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Tiles side by side on one grid, or the other band files of the image.</source>
            <translation>Tiles lado a lado em uma mesma grade, ou os outros arquivos de bandas da imagem.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Bands in the raster's order (empty: as the file names them)</source>
            <translation>Bandas na ordem do raster (vazio: como o arquivo as nomeia)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Such as B02,B03,B04,B08; a dash leaves a band out.</source>
            <translation>Como B02,B03,B04,B08; um hífen omite uma banda.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Device (auto, cpu, cuda:0 …)</source>
            <translation>Dispositivo (auto, cpu, cuda:0 …)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>'auto' takes a GPU where one works, else the processor.</source>
            <translation>'auto' usa uma GPU se alguma funciona; senão, o processador.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Haze</source>
            <translation>Névoa</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Remove false hits</source>
            <translation>Remover falsos acertos</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Also look for untested classes</source>
            <translation>Buscar também classes não testadas</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>What a model's card names as untested is left out otherwise.</source>
            <translation>Caso contrário, omite-se o que a ficha de um modelo aponta como não testado.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Models (empty: the default ones)</source>
            <translation>Modelos (vazio: os padrão)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>'bundled', or the name of models that the Models page lists. The default ones are those that were set there, else the bundled. Scripts may give a folder.</source>
            <translation>'bundled', ou o nome de modelos que a página Modelos lista. Os padrão são os definidos ali, ou senão os incluídos. Scripts podem dar uma pasta.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Models that are not installed: a folder with the folders classifier, detector, segmenter; what is missing is the bundled one. It wins over 'Models'.</source>
            <translation>Modelos que não estão instalados: uma pasta com as pastas classifier, detector, segmenter; o que faltar é tomado dos incluídos. Prevalece sobre 'Modelos'.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Detect mines</source>
            <translation>Detectar minas</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mines as polygons with type, confidence and area</source>
            <translation>Encontra minas como polígonos com tipo, confiança e área</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mines in a Sentinel-2 raster with 3 to 13 bands and writes results.gpkg (layers mines, detections, cells, aoi, run) and confidence.tif to the output folder.</source>
            <translation>Encontra minas em um raster do Sentinel-2 de 3 a 13 bandas e grava results.gpkg (camadas mines, detections, cells, aoi, run) e confidence.tif na pasta de saída.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Classify cells</source>
            <translation>Classificar células</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Scores each cell of an area by whether it may hold a mine</source>
            <translation>Pontua cada célula de uma área conforme possa conter uma mina</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the first model alone: it gives each cell of the area a score 0-1, and says which cells 'Detect mines' would search. Writes results.gpkg (layers cells, aoi, run) to the output folder. Quick: for a first look at a large area.</source>
            <translation>Executa só o primeiro modelo: dá a cada célula da área uma pontuação de 0 a 1 e diz em quais células 'Detectar minas' buscaria. Grava results.gpkg (camadas cells, aoi, run) na pasta de saída. Rápido: para um primeiro olhar sobre uma área grande.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Detect boxes around mines</source>
            <translation>Detectar caixas em torno de minas</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mine sites as boxes with type and score</source>
            <translation>Encontra locais de mineração como caixas com tipo e pontuação</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the classifier and the detector alone: boxes around whole mine sites, with type and score. Writes results.gpkg (layers detections, cells, aoi, run) to the output folder.</source>
            <translation>Executa só o classificador e o detector: caixas em torno de locais de mineração inteiros, com tipo e pontuação. Grava results.gpkg (camadas detections, cells, aoi, run) na pasta de saída.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Segment mine ground</source>
            <translation>Segmentar terreno de mineração</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Gives each pixel the probability of mine ground, by type</source>
            <translation>Dá a cada pixel a probabilidade de terreno de mineração, por tipo</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the segmenter alone, on every pixel of the area: confidence.tif holds the probability of any mine, and of each type in a band of its own (0-254, 255 is nodata). No classifier rules ground out and no outlines are drawn; 'Outlines from confidence' draws them by a threshold of your choice.</source>
            <translation>Executa só o segmentador, em cada pixel da área: confidence.tif contém a probabilidade de qualquer mina, e a de cada tipo em uma banda própria (0-254, 255 é sem dados). Nenhum classificador descarta terreno e nenhum contorno é desenhado; 'Contornos a partir da confiança' os desenha com o limiar que você escolher.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Set-up</source>
            <translation>Preparação</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Set up the environment</source>
            <translation>Preparar o ambiente</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Makes or checks the Python environment that detection runs in</source>
            <translation>Cria ou verifica o ambiente Python em que a detecção roda</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Makes the Python environment that the models run in, outside of QGIS's own Python; one that works is left as it is. Downloads about 100 MB and takes about 400 MB of disk.

Without a network, name a folder of wheels, or a Python 3.11 or newer that has the packages already. What you name is kept for this QGIS profile, as if you had named it in the Mining Detector panel.</source>
            <translation>Cria o ambiente Python em que os modelos rodam, fora do Python do QGIS; um que funcione é deixado como está. Baixa cerca de 100 MB e ocupa cerca de 400 MB em disco.

Sem rede, indique uma pasta de arquivos wheel, ou um Python 3.11 ou mais novo que já tenha os pacotes. O que você indicar fica guardado neste perfil do QGIS, como se o tivesse indicado no painel do Mining Detector.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Folder of wheels (empty: package index)</source>
            <translation>Pasta de wheels (vazio: índice de pacotes)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Nothing is fetched from a network then.</source>
            <translation>Então nada é baixado de uma rede.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>My Python (empty: an environment is made)</source>
            <translation>Meu Python (vazio: um ambiente é criado)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Programs (*)</source>
            <translation>Programas (*)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>It must have the packages already; it is used as it is.</source>
            <translation>Deve já ter os pacotes; é usado como está.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Packages (empty: as before)</source>
            <translation>Pacotes (vazio: como antes)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>The large set runs the models on an NVIDIA GPU under Linux: 3 GB to download, 6 GB on disk. The medium one halves their time on new processors: AMD Zen 4 and later, Intel Xeon from Sapphire Rapids on.</source>
            <translation>O conjunto grande executa os modelos em uma GPU NVIDIA no Linux: 3 GB de download, 6 GB em disco. O médio reduz pela metade o tempo deles em processadores novos: AMD Zen 4 e posteriores, Intel Xeon a partir de Sapphire Rapids.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Python that detection runs in</source>
            <translation>Python em que a detecção roda</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Work with results</source>
            <translation>Trabalhar com resultados</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Outlines from confidence</source>
            <translation>Contornos a partir da confiança</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Draws the outlines of a finished run by another threshold</source>
            <translation>Desenha os contornos de uma execução terminada com outro limiar</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Draws outlines from the confidence.tif of 'Detect mines' or 'Segment mine ground' where the probability of any mine reaches the threshold. Each outline gets its type by majority, its area, and the mean probability as score_segmenter. No model runs, so it takes seconds.

The outlines are those that 'Detect mines' draws at this threshold before any precision filter, but for steps of 0.004 in which probabilities are stored. They have no confidence of all three models.

The detection environment must be set up once ('Set up the environment'): it holds the libraries that read the raster and join the outlines as a run does. No models and no GPU are used.</source>
            <translation>Desenha contornos a partir do confidence.tif de 'Detectar minas' ou 'Segmentar terreno de mineração' onde a probabilidade de qualquer mina alcança o limiar. Cada contorno recebe seu tipo por maioria, sua área e a probabilidade média como score_segmenter. Nenhum modelo é executado, por isso leva segundos.

Os contornos são os que 'Detectar minas' desenha com este limiar antes de qualquer filtro de precisão, salvo os passos de 0.004 em que as probabilidades são guardadas. Eles não têm a confiança dos três modelos.

O ambiente de detecção deve ser preparado uma vez ('Preparar o ambiente'): ele contém as bibliotecas que leem o raster e unem os contornos como faz uma execução. Nenhum modelo e nenhuma GPU são usados.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Confidence raster</source>
            <translation>Raster de confiança</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>The confidence.tif of a run.</source>
            <translation>O confidence.tif de uma execução.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Least probability of any mine.</source>
            <translation>Probabilidade mínima de qualquer mina.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Least area (hectares)</source>
            <translation>Área mínima (hectares)</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Smaller outlines are dropped.</source>
            <translation>Contornos menores são descartados.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Outlines</source>
            <translation>Contornos</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>A GeoPackage; one that is there is replaced.</source>
            <translation>Um GeoPackage; se já existe, é substituído.</translation>
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
            <translation>Não foi possível iniciar {command}: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/child.py" />
            <source>Check the path of the Python interpreter, or set up the environment again.</source>
            <translation>Verifique o caminho do interpretador Python ou prepare o ambiente de novo.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The Python interpreter {interpreter} does not exist.</source>
            <translation>O interpretador Python {interpreter} não existe.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Name another one in the settings, or clear that setting.</source>
            <translation>Indique outro nas configurações ou limpe esse ajuste.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The detection environment is not set up yet.</source>
            <translation>O ambiente de detecção ainda não está preparado.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Open the Mining Detector panel in QGIS and click 'Set up', or run 'python3 -m mining_detector_plugin.client' in the folder that holds the plugin.</source>
            <translation>Abra o painel do Mining Detector no QGIS e clique em 'Preparar', ou execute 'python3 -m mining_detector_plugin.client' na pasta que contém o complemento.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Looking for Python</source>
            <translation>Procurando o Python</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Waiting for another QGIS that is setting up</source>
            <translation>Esperando outro QGIS que está preparando o ambiente</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Checking the packages</source>
            <translation>Verificando os pacotes</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The environment works.</source>
            <translation>O ambiente funciona.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Ready</source>
            <translation>Pronto</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The environment does not work: {health_reason}</source>
            <translation>O ambiente não funciona: {health_reason}</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} is Python {interpreter_minor}, and {oldest}.{oldest_2} or newer is needed.</source>
            <translation>{path} é Python {interpreter_minor}, e é preciso {oldest}.{oldest_2} ou mais novo.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Name another interpreter in the settings.</source>
            <translation>Indique outro interpretador nas configurações.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} can't run the engine: {health_reason}.</source>
            <translation>{path} não pode executar o motor: {health_reason}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Install them there ('{path}' -m pip install --upgrade {names}), or clear the setting and let the plugin make an environment.</source>
            <translation>Instale-os ali ('{path}' -m pip install --upgrade {names}), ou limpe o ajuste e deixe o complemento criar um ambiente.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The set of packages for an NVIDIA GPU can be made on Linux only.</source>
            <translation>O conjunto de pacotes para uma GPU NVIDIA só pode ser criado no Linux.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Take the set for the processor, or name a Python that has torch with CUDA.</source>
            <translation>Use o conjunto para o processador, ou indique um Python que tenha torch com CUDA.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{folder} has {free} MB free, and the environment needs {needed} MB while it is set up.</source>
            <translation>{folder} tem {free} MB livres, e o ambiente precisa de {needed} MB enquanto é preparado.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Free some space, or name another folder in the variable MINING_DETECTOR_HOME.</source>
            <translation>Libere espaço ou indique outra pasta na variável MINING_DETECTOR_HOME.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{error_filename} can't be written: {error_strerror}.</source>
            <translation>Não é possível gravar em {error_filename}: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Make it writable, or name another folder in the variable MINING_DETECTOR_HOME.</source>
            <translation>Permita a gravação nele, ou indique outra pasta na variável MINING_DETECTOR_HOME.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{timezone_utc} set up {name} {key}</source>
            <translation>{timezone_utc} preparar {name} {key}</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Checking the wheels</source>
            <translation>Verificando os wheels</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The new environment does not work: {health_reason}.</source>
            <translation>O novo ambiente não funciona: {health_reason}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Set it up again. If that does not help, name your own Python in the settings.</source>
            <translation>Prepare-o de novo. Se isso não ajudar, indique seu próprio Python nas configurações.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>This release has newer packages. The old ones work until you set up.</source>
            <translation>Esta versão tem pacotes mais novos. Os antigos funcionam até você preparar o ambiente.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The chosen set of packages is not set up; another one is used.</source>
            <translation>O conjunto de pacotes escolhido não está preparado; usa-se outro.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The Python {base} is gone or was replaced.</source>
            <translation>O Python {base} sumiu ou foi substituído.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The Python it was made from is gone or was replaced.</source>
            <translation>O Python com que foi criado sumiu ou foi substituído.</translation>
        </message>
        <message>
            <location filename="client/errors.py" />
            <source>Cancelled.</source>
            <translation>Cancelado.</translation>
        </message>
        <message>
            <location filename="client/errors.py" />
            <source>Start again when you like.</source>
            <translation>Comece de novo quando quiser.</translation>
        </message>
        <message>
            <location filename="client/install_lock.py" />
            <source>Another QGIS is setting up the detection environment.</source>
            <translation>Outro QGIS está preparando o ambiente de detecção.</translation>
        </message>
        <message>
            <location filename="client/install_lock.py" />
            <source>Wait until it is done and try again.</source>
            <translation>Espere até que termine e tente de novo.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Making an environment with {name}</source>
            <translation>Criando um ambiente com {name}</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Python could not make an environment: {outputs}.</source>
            <translation>O Python não pôde criar um ambiente: {outputs}.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>On Debian and Ubuntu install python3-venv; elsewhere install Python from python.org, or name your own interpreter in the settings.</source>
            <translation>No Debian e no Ubuntu instale python3-venv; em outros sistemas instale o Python de python.org, ou indique seu próprio interpretador nas configurações.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Looking for the packages</source>
            <translation>Procurando os pacotes</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>The packages could not be installed with {name}: {output}.</source>
            <translation>Não foi possível instalar os pacotes com {name}: {output}.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Check the network and proxy, or set up from a folder of wheels.</source>
            <translation>Verifique a rede e o proxy, ou prepare a partir de uma pasta de wheels.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>{path} is not a Python interpreter that can be started.</source>
            <translation>{path} não é um interpretador Python que possa ser iniciado.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>Choose the python program of a Python 3.11 or newer.</source>
            <translation>Escolha o programa python de um Python 3.11 ou mais novo.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>No Python {oldest}.{oldest_2} or newer was found ({found}).</source>
            <translation>Nenhum Python {oldest}.{oldest_2} ou mais novo foi encontrado ({found}).</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>No Python {oldest}.{oldest_2} or newer was found (none at all).</source>
            <translation>Nenhum Python {oldest}.{oldest_2} ou mais novo foi encontrado (nenhum mesmo).</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>Install Python from python.org or your system's packages, or name an interpreter in the settings.</source>
            <translation>Instale o Python de python.org ou pelos pacotes do seu sistema, ou indique um interpretador nas configurações.</translation>
        </message>
        <message>
            <location filename="client/lock_file.py" />
            <source>The plugin's list of packages has a marker that can't be read: {marker}.</source>
            <translation>A lista de pacotes do complemento tem um marcador que não pode ser lido: {marker}.</translation>
        </message>
        <message>
            <location filename="client/lock_file.py" />
            <source>Install the plugin again.</source>
            <translation>Instale o complemento de novo.</translation>
        </message>
        <message>
            <location filename="client/made_environment.py" />
            <source>{folder} can't be moved: {error_strerror}.</source>
            <translation>{folder} não pode ser movida: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/made_environment.py" />
            <source>Wait until all runs have ended, close other windows of QGIS, and try again.</source>
            <translation>Espere que todas as execuções terminem, feche outras janelas do QGIS e tente de novo.</translation>
        </message>
        <message>
            <location filename="client/model_library.py" />
            <source>There are no models named '{choice}'.</source>
            <translation>Não há modelos chamados '{choice}'.</translation>
        </message>
        <message>
            <location filename="client/model_library.py" />
            <source>Choose a folder, or one of {value}.</source>
            <translation>Escolha uma pasta, ou um de {value}.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>The run in {hidden_parent} is still under way.</source>
            <translation>A execução em {hidden_parent} ainda está em andamento.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>Wait for its end, or cancel it in the QGIS that it runs in.</source>
            <translation>Espere que termine, ou cancele-a no QGIS em que roda.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>The unfinished run in {hidden_parent} can't be removed.</source>
            <translation>A execução não terminada em {hidden_parent} não pode ser removida.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>Close the program that has its files open.</source>
            <translation>Feche o programa que está com seus arquivos abertos.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>{python} is no version of Python.</source>
            <translation>{python} não é uma versão do Python.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Give it as 3.12.</source>
            <translation>Indique-a como 3.12.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>There are no wheels in {folder}.</source>
            <translation>Não há arquivos wheel em {folder}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Choose a folder that holds .whl files, or take the packages from the network.</source>
            <translation>Escolha uma pasta que contenha arquivos .whl, ou pegue os pacotes da rede.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>The folder {folder} lacks {count} of {count_2} packages for {target_title}: {missing}.</source>
            <translation>Faltam na pasta {folder} {count} de {count_2} pacotes para {target_title}: {missing}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>On a computer with a network run: python3 -m mining_detector_plugin.client download-wheels FOLDER --platform {target_name} --python {target_version}.{target_version_2}</source>
            <translation>Em um computador com rede execute: python3 -m mining_detector_plugin.client download-wheels FOLDER --platform {target_name} --python {target_version}.{target_version_2}</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>These wheels are not the ones that the plugin was made with: {changed}.</source>
            <translation>Estes wheels não são os com que o complemento foi feito: {changed}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Fetch them again; a copy may have been cut off.</source>
            <translation>Baixe-os de novo; uma cópia pode ter sido cortada.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>pip could not fetch the wheels for {target_title}.</source>
            <translation>O pip não pôde baixar os wheels para {target_title}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Read its last lines; check the network, the proxy, and whether pip is there.</source>
            <translation>Leia suas últimas linhas; verifique a rede, o proxy e se o pip está lá.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>{source} is neither a folder of wheels nor a zip of one.</source>
            <translation>{source} não é uma pasta de wheels nem um zip de uma.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The worker speaks protocol {value}, the plugin speaks {protocol}.</source>
            <translation>O processo de trabalho fala o protocolo {value}; o complemento, o {protocol}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Restart QGIS, so that both come from the same release of the plugin.</source>
            <translation>Reinicie o QGIS para que ambos sejam da mesma versão do complemento.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker did not start (exit code {code}): {last}.</source>
            <translation>O processo de detecção não iniciou (código de saída {code}): {last}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker did not start (exit code {code}): no output.</source>
            <translation>O processo de detecção não iniciou (código de saída {code}): sem saída.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Set up the environment again; if you named your own Python, check that it has the packages.</source>
            <translation>Prepare o ambiente de novo; se indicou seu próprio Python, verifique se ele tem os pacotes.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker stopped (exit code {code}): {last}.</source>
            <translation>O processo de detecção parou (código de saída {code}): {last}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker stopped (exit code {code}): no output.</source>
            <translation>O processo de detecção parou (código de saída {code}): sem saída.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Try a smaller area or the CPU. If it happens again, report it with the worker's last lines.</source>
            <translation>Tente uma área menor ou a CPU. Se acontecer de novo, relate com as últimas linhas do processo.</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>its inputs are {found}, and one of (batch, channels, height, width) is wanted</source>
            <translation>suas entradas são {found}, e se espera uma de (batch, channels, height, width)</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape} for tiles of {shape}</source>
            <translation>dá {output_shape} para blocos de {shape}</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape} classes, {count} are named</source>
            <translation>dá {output_shape} classes, são nomeadas {count}</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape}, which are no boxes of {count} classes in this form</source>
            <translation>dá {output_shape}, que não são caixas de {count} classes nesta forma</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>The model {pack_name} in {pack_folder} can't be run: {detail}.</source>
            <translation>O modelo {pack_name} em {pack_folder} não pode ser executado: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>Import it again, or get an unbroken copy of the ONNX file.</source>
            <translation>Importe-o de novo, ou obtenha uma cópia íntegra do arquivo ONNX.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest lies outside the scene {scene_name}.</source>
            <translation>A área de interesse fica fora da cena {scene_name}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it over the scene, or choose the scene that covers it.</source>
            <translation>Desenhe-a sobre a cena ou escolha a cena que a cobre.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest is so small that it holds no pixel centre.</source>
            <translation>A área de interesse é tão pequena que não contém o centro de nenhum pixel.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a larger one.</source>
            <translation>Desenhe uma maior.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest is not a GeoJSON geometry ({error}).</source>
            <translation>A área de interesse não é uma geometria GeoJSON ({error}).</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Give {{"geometry": {{"type": "Polygon", "coordinates": ...}}, "crs": "EPSG:4326"}}.</source>
            <translation>Indique {{"geometry": {{"type": "Polygon", "coordinates": ...}}, "crs": "EPSG:4326"}}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest</source>
            <translation>A área de interesse</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>There is no file {path}.</source>
            <translation>Não existe o arquivo {path}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Check the path of the area of interest.</source>
            <translation>Verifique o caminho da área de interesse.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{path} can't be read as a vector file ({error}).</source>
            <translation>{path} não pode ser lido como arquivo vetorial ({error}).</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Choose a GeoPackage, GeoJSON or Shapefile with polygons.</source>
            <translation>Escolha um GeoPackage, GeoJSON ou Shapefile com polígonos.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has a coordinate reference system that is not known: {text}.</source>
            <translation>{owner} tem um sistema de referência de coordenadas que não é conhecido: {text}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Give one such as EPSG:4326.</source>
            <translation>Indique um como EPSG:4326.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} does not say in which coordinate reference system (CRS) it is.</source>
            <translation>{owner} não diz em qual sistema de referência de coordenadas (SRC) está.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Save it with a CRS.</source>
            <translation>Salve-a com um SRC.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has no polygon.</source>
            <translation>{owner} não tem nenhum polígono.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a polygon, or choose a layer that has some.</source>
            <translation>Desenhe um polígono ou escolha uma camada que tenha algum.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has no area.</source>
            <translation>{owner} não tem área.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a polygon with an inside.</source>
            <translation>Desenhe um polígono com interior.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has corners that are no numbers.</source>
            <translation>{owner} tem vértices que não são números.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it again.</source>
            <translation>Desenhe-a de novo.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The outline of {owner} crosses itself or a hole lies wrong: {polygon}.</source>
            <translation>O contorno de {owner} cruza a si mesmo ou tem um buraco no lugar errado: {polygon}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it again without crossing lines, or mend it (in QGIS: Fix geometries).</source>
            <translation>Desenhe-a de novo sem linhas que se cruzem, ou corrija-a (no QGIS: Corrigir geometrias).</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>'{pair}' is not a band and its number.</source>
            <translation>'{pair}' não é uma banda e seu número.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>Write them like B04=1,B03=2,B02=3.</source>
            <translation>Escreva-as como B04=1,B03=2,B02=3.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>{band} is given twice in '{text}'.</source>
            <translation>{band} aparece duas vezes em '{text}'.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>Give each band one number.</source>
            <translation>Dê um número a cada banda.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>The metadata of {path_name} can't be understood: {error}.</source>
            <translation>Os metadados de {path_name} não podem ser entendidos: {error}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Write them again as the Deepness documentation says ('Adding metadata to ONNX model').</source>
            <translation>Escreva-os de novo como diz a documentação do Deepness ('Adding metadata to ONNX model').</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say its resolution: pixels of 10 m are assumed.</source>
            <translation>Não diz sua resolução: supõem-se pixels de 10 m.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} has no metadata of Deepness: its model_type is missing.</source>
            <translation>{path_name} não tem metadados do Deepness: falta o model_type.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Add them as the Deepness documentation says ('Adding metadata to ONNX model'), or install a model pack.</source>
            <translation>Adicione-os como diz a documentação do Deepness ('Adding metadata to ONNX model'), ou instale um pacote de modelo.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} is a {named}: it gives no classes of ground and no boxes.</source>
            <translation>{path_name} é um {named}: não dá classes de terreno nem caixas.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Choose a model of the type Segmentor or Detector.</source>
            <translation>Escolha um modelo do tipo Segmentor ou Detector.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say the form of its boxes: that of YOLOv5 and YOLOv7 is assumed.</source>
            <translation>Não diz a forma de suas caixas: supõe-se a de YOLOv5 e YOLOv7.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} gives boxes in the form {named}, which is not known here.</source>
            <translation>{path_name} dá caixas na forma {named}, que não é conhecida aqui.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} gives boxes in the form YOLO_v5_or_v7_default, which is not known here.</source>
            <translation>{path_name} dá caixas na forma YOLO_v5_or_v7_default, que não é conhecida aqui.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Known are {layout_of_detector}.</source>
            <translation>São conhecidas {layout_of_detector}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its masks of objects are not used, only their boxes.</source>
            <translation>Suas máscaras de objetos não são usadas, só suas caixas.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes an input of shape {shape}; (1 or any, channels, height, width) is wanted</source>
            <translation>recebe uma entrada de forma {shape}; espera-se (1 ou qualquer, channels, height, width)</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes an input of shape {shape}; square tiles of few channels are wanted</source>
            <translation>recebe uma entrada de forma {shape}; esperam-se blocos quadrados de poucos canais</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say the size of its tiles: {tile} pixels are assumed.</source>
            <translation>Não diz o tamanho de seus blocos: supõem-se {tile} pixels.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes tiles of {tile} pixels; 16 to {largest_tile} are possible</source>
            <translation>recebe blocos de {tile} pixels; são possíveis de 16 a {largest_tile}</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} can't be loaded: {error}</source>
            <translation>{path_name} não pode ser carregado: {error}</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Export it again, for ONNX Runtime.</source>
            <translation>Exporte-o de novo, para o ONNX Runtime.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes {count} inputs; one picture is wanted</source>
            <translation>recebe {count} entradas; espera-se uma imagem</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes {entry_type}; numbers with a decimal point are wanted</source>
            <translation>recebe {entry_type}; esperam-se números com casas decimais</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>can't be run on a tile of {tile} pixels: {error}</source>
            <translation>não pode ser executado em um bloco de {tile} pixels: {error}</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>gives {output_shape} for a tile of {shape}; a value for each pixel is wanted</source>
            <translation>dá {output_shape} para um bloco de {shape}; espera-se um valor por pixel</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It names {count} classes and gives {count_2}.</source>
            <translation>Nomeia {count} classes e dá {count_2}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its output is no probability: it is made one by sigmoid.</source>
            <translation>Sua saída não é uma probabilidade: é convertida em uma por sigmoid.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its output is no probability: it is made one by softmax.</source>
            <translation>Sua saída não é uma probabilidade: é convertida em uma por softmax.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>gives {output_shape}, which are no boxes of {value} classes</source>
            <translation>dá {output_shape}, que não são caixas de {value} classes</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not name its classes.</source>
            <translation>Não nomeia suas classes.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Choose a model that the Deepness plugin runs as well.</source>
            <translation>Escolha um modelo que o complemento Deepness também execute.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>There is no device {wanted} here.</source>
            <translation>Não há dispositivo {wanted} aqui.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Choose one of: auto, {value}.</source>
            <translation>Escolha um de: auto, {value}.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Choose auto or cpu.</source>
            <translation>Escolha auto ou cpu.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. {why}</source>
            <translation>Roda no processador. {why}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. No GPU that CUDA can use was found.</source>
            <translation>Roda no processador. Nenhuma GPU que a CUDA possa usar foi encontrada.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. The light environment has no GPU support.</source>
            <translation>Roda no processador. O ambiente leve não tem suporte a GPU.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Processor ({cores} cores)</source>
            <translation>Processador ({cores} núcleos)</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Always there.</source>
            <translation>Sempre disponível.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>GPU</source>
            <translation>GPU</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>torch can't be loaded: {error}</source>
            <translation>torch não pode ser carregado: {error}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>It does not answer: {error}</source>
            <translation>Não responde: {error}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>CUDA is there, and {free} of {total} GB are free.</source>
            <translation>A CUDA está disponível, e {free} de {total} GB estão livres.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>CUDA is there, but {free} of {total} GB are free.</source>
            <translation>A CUDA está disponível, mas {free} de {total} GB estão livres.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>No scene was named.</source>
            <translation>Nenhuma cena foi indicada.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose a raster file, a folder or a product.</source>
            <translation>Escolha um arquivo raster, uma pasta ou um produto.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{owner} holds {count} products.</source>
            <translation>{owner} contém {count} produtos.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose the folder of one product.</source>
            <translation>Escolha a pasta de um só produto.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{tree_root} holds {count} rasters whose names tell no band.</source>
            <translation>{tree_root} contém {count} rasters cujos nomes não indicam nenhuma banda.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{tree_root} holds no raster.</source>
            <translation>{tree_root} não contém nenhum raster.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose one raster file, or a folder with a file for each band, such as B02.tif and B03.tif.</source>
            <translation>Escolha um arquivo raster, ou uma pasta com um arquivo por banda, como B02.tif e B03.tif.</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>it is no GeoJSON of polygons with the property {column}: {error}</source>
            <translation>não é um GeoJSON de polígonos com a propriedade {column}: {error}</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>it has no region {without}</source>
            <translation>não tem a região {without}</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>its regions must be polygons</source>
            <translation>suas regiões devem ser polígonos</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>its coordinates must be longitude and latitude</source>
            <translation>suas coordenadas devem ser longitude e latitude</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>The regions in {path} can't be used: {detail}.</source>
            <translation>As regiões em {path} não podem ser usadas: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>Export the pack again with trainer/train.py, or get an unbroken copy.</source>
            <translation>Exporte o pacote de novo com trainer/train.py, ou obtenha uma cópia íntegra.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The run was cancelled.</source>
            <translation>A execução foi cancelada.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Start it again when you like.</source>
            <translation>Inicie-a de novo quando quiser.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>It is no complete result, and says so.</source>
            <translation>Não é um resultado completo, e diz isso.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The program that asked for the run has gone.</source>
            <translation>O programa que pediu a execução já não existe.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Recover what is finished, or go on.</source>
            <translation>Recupere o que terminou, ou continue.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The memory of this machine or of its GPU is used up.</source>
            <translation>A memória desta máquina ou da sua GPU está esgotada.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Close other programs, choose the device cpu, or draw a smaller area.</source>
            <translation>Feche outros programas, escolha o dispositivo cpu ou desenhe uma área menor.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The disk is full.</source>
            <translation>O disco está cheio.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Free some space and start again.</source>
            <translation>Libere espaço e comece de novo.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Something went wrong inside Mining Detector: {name}: {error}</source>
            <translation>Algo deu errado dentro do Mining Detector: {name}: {error}</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Please report it, with the log.</source>
            <translation>Por favor, relate isso com o registro.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>The disk of {run_out} has {free} MB free, and this run may need {needed} MB.</source>
            <translation>O disco de {run_out} tem {free} MB livres, e esta execução pode precisar de {needed} MB.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>Free some space, choose a folder on another disk, or draw a smaller area.</source>
            <translation>Libere espaço, escolha uma pasta em outro disco ou desenhe uma área menor.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>{outside} of the area lies outside the image and is not searched.</source>
            <translation>{outside} da área fica fora da imagem e não é examinado.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>Draw it over the image, or choose the images that cover it.</source>
            <translation>Desenhe-a sobre a imagem, ou escolha as imagens que a cobrem.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>The request can't be understood: {detail}.</source>
            <translation>O pedido não pode ser entendido: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>See docs/developers.md for its form.</source>
            <translation>Veja sua forma em docs/developers.md.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>The folder {folder} holds more than {most_files} files.</source>
            <translation>A pasta {folder} contém mais de {most_files} arquivos.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>Choose the folder of one scene or product.</source>
            <translation>Escolha a pasta de uma só cena ou produto.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>{path} is a damaged or incomplete zip archive.</source>
            <translation>{path} é um arquivo zip danificado ou incompleto.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>Download it again.</source>
            <translation>Baixe-o de novo.</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>it gives logits of {logits} for {count} chips</source>
            <translation>dá logits de {logits} para {count} recortes</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>The model {pack_name} in {pack_folder} can't be loaded: its first look: {error}</source>
            <translation>O modelo {pack_name} em {pack_folder} não pode ser carregado: a sua primeira olhada: {error}</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>Export it again with trainer/train.py, or get an unbroken copy.</source>
            <translation>Exporte-o de novo com trainer/train.py, ou obtenha uma cópia íntegra.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>{path} is not valid: the field {error} is missing.</source>
            <translation>{path} não é válido: falta o campo {error}.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>{path} is not valid: {detail}.</source>
            <translation>{path} não é válido: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>Fit it again with trainer/fit_fusion.py, or remove it: then confidences are not calibrated.</source>
            <translation>Ajuste-o de novo com trainer/fit_fusion.py, ou remova-o: então as confianças não são calibradas.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} does not say where it lies: it has no coordinate reference system (CRS).</source>
            <translation>{dataset_name} não diz onde fica: não tem sistema de referência de coordenadas (SRC).</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} does not say where it lies: it has no georeference.</source>
            <translation>{dataset_name} não diz onde fica: não tem georreferência.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Assign a CRS and a georeference to the raster, or choose another one.</source>
            <translation>Atribua um SRC e uma georreferência ao raster, ou escolha outro.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>The bands of {name} lie in several coordinate systems: {listed}.</source>
            <translation>As bandas de {name} estão em vários sistemas de coordenadas: {listed}.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Choose bands of one tile, or reproject them to one CRS.</source>
            <translation>Escolha bandas de um mesmo tile, ou reprojete-as para um mesmo SRC.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} is turned against the other bands.</source>
            <translation>{dataset_name} está girado em relação às outras bandas.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Warp the bands to one grid first.</source>
            <translation>Primeiro reamostre as bandas para uma mesma grade.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>The scene lacks {missing}: the precision filter of {pack_name} is left out.</source>
            <translation>Falta {missing} na cena: o filtro de precisão de {pack_name} é omitido.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>Add these bands to have false hits removed.</source>
            <translation>Adicione estas bandas para que os falsos acertos sejam removidos.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>The precision filter of {pack_name} removed {value} of {count} hits.</source>
            <translation>O filtro de precisão de {pack_name} removeu {value} de {count} acertos.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>There is no model pack in {root}: it has none of the folders {kinds}.</source>
            <translation>Não há pacote de modelo em {root}: não tem nenhuma das pastas {kinds}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>Choose a folder with packs in folders of these names, or use the bundled models.</source>
            <translation>Escolha uma pasta com pacotes em pastas com estes nomes, ou use os modelos incluídos.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} is a {pack_kind}, and a classifier is wanted there.</source>
            <translation>O pacote de modelo em {pack_folder} é {pack_kind}, e ali se espera um classificador.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} is a {pack_kind}, and a {wanted} is wanted there.</source>
            <translation>O pacote de modelo em {pack_folder} é {pack_kind}, e ali se espera {wanted}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>Put each pack into the folder of its own kind.</source>
            <translation>Coloque cada pacote na pasta do seu tipo.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} has the classes {pack_classes} with {pack_activation}.</source>
            <translation>O pacote de modelo em {pack_folder} tem as classes {pack_classes} com {pack_activation}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A pack for types is a softmax over some of {types}.</source>
            <translation>Um pacote para tipos é um softmax sobre alguns de {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A classifier begins with mine, or names its mine_classes.</source>
            <translation>Um classificador começa com mine, ou nomeia suas mine_classes.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A segmenter begins with background and knows no other classes but {types}.</source>
            <translation>Um segmentador começa com background e não conhece outras classes além de {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A detector knows no classes but {types}.</source>
            <translation>Um detector não conhece outras classes além de {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>Reading the model</source>
            <translation>Lendo o modelo</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>It was made for pixels of {model_resolution_m} m, and Sentinel-2 has {resolution_m} m: what it says of Sentinel-2 means little.</source>
            <translation>Foi feito para pixels de {model_resolution_m} m, e o Sentinel-2 tem {resolution_m} m: o que ele diz do Sentinel-2 significa pouco.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: {count} types are given for its {count_2} classes.</source>
            <translation>{name} não pode ser importado assim: são dados {count} tipos para suas {count_2} classes.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: no class is mine ground, so it could find nothing.</source>
            <translation>{name} não pode ser importado assim: nenhuma classe é terreno de mineração, então nada encontraria.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the types {request_class_types} are not all among {types}.</source>
            <translation>{name} não pode ser importado assim: os tipos {request_class_types} não estão todos entre {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the bands {channels} are not one for each of its {model_channels} channels.</source>
            <translation>{name} não pode ser importado assim: as bandas {channels} não são uma para cada um dos seus {model_channels} canais.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the range of reflectance {request_reflectance_range} is empty.</source>
            <translation>{name} não pode ser importado assim: o intervalo de reflectância {request_reflectance_range} está vazio.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>Give each class its type or none, each channel a band of its own, and a range such as 0 to 0.3.</source>
            <translation>Dê a cada classe seu tipo ou nenhum, a cada canal uma banda própria, e um intervalo como de 0 a 0.3.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Copying the files</source>
            <translation>Copiando os arquivos</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Reading the models</source>
            <translation>Lendo os modelos</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Trying {pack_name}</source>
            <translation>Testando {pack_name}</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>{title} is installed already.</source>
            <translation>{title} já está instalado.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Replace it, or keep the one that is there.</source>
            <translation>Substitua-o, ou mantenha o que há.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>There is no model pack in {origin_name}: {metadata_file} is missing.</source>
            <translation>Não há pacote de modelo em {origin_name}: falta {metadata_file}.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Choose a folder or a zip that holds a model pack.</source>
            <translation>Escolha uma pasta ou um zip que contenha um pacote de modelo.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>{origin_name} holds {count} models in folders named {kinds}.</source>
            <translation>{origin_name} contém {count} modelos em pastas chamadas {kinds}.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Name the folders of a set {value}, or install one model at a time.</source>
            <translation>Chame as pastas de um conjunto de {value}, ou instale um modelo por vez.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>There are no models named {name}.</source>
            <translation>Não há modelos chamados {name}.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>The model's classes are {names}; given are {given}.</source>
            <translation>As classes do modelo são {names}; foram dadas {given}.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>Give each class once, as NAME=TYPE; none for what is no mine.</source>
            <translation>Dê cada classe uma vez, como NAME=TYPE; none para o que não é mina.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>'{text}' is no range of reflectance.</source>
            <translation>'{text}' não é um intervalo de reflectância.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>Write it like 0,0.3.</source>
            <translation>Escreva-o como 0,0.3.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>There is no network {name}; known are {networks}.</source>
            <translation>Não existe a rede {name}; são conhecidas {networks}.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>Correct the name, or use a version of Mining Detector that has this network.</source>
            <translation>Corrija o nome, ou use uma versão do Mining Detector que tenha esta rede.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>The network {name} can't be built from {arguments}: {error}.</source>
            <translation>A rede {name} não pode ser construída a partir de {arguments}: {error}.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>Correct the arguments in the recipe or pack.</source>
            <translation>Corrija os argumentos na receita ou no pacote.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>missing {missing}, unexpected {result_unexpected_keys}</source>
            <translation>falta {missing}, sobra {result_unexpected_keys}</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>The weights in {path} do not fit the pack's network: {detail}.</source>
            <translation>Os pesos em {path} não se ajustam à rede do pacote: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it is larger than {largest_bytes} GB</source>
            <translation>é maior que {largest_bytes} GB</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it is no ONNX file, or it is cut short</source>
            <translation>não é um arquivo ONNX, ou está cortado</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it holds no network</source>
            <translation>não contém nenhuma rede</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} uses operators of {foreign}, which only a library of code brings.</source>
            <translation>{path_name} usa operadores de {foreign}, que só uma biblioteca de código traz.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Export the model with ONNX's own operators.</source>
            <translation>Exporte o modelo com os operadores próprios do ONNX.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} wants to read {outside}, which is no file of its pack.</source>
            <translation>{path_name} quer ler {outside}, que não é um arquivo do seu pacote.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Export the model as one file, or get an unbroken copy of the pack.</source>
            <translation>Exporte o modelo como um só arquivo, ou obtenha uma cópia íntegra do pacote.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} can't be read as an ONNX model: {detail}.</source>
            <translation>{path_name} não pode ser lido como modelo ONNX: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Choose a file that ends in .onnx, and get it again if it is broken.</source>
            <translation>Escolha um arquivo que termine em .onnx, e obtenha-o de novo se estiver danificado.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>There is no model pack in {folder}: model.json is missing.</source>
            <translation>Não há pacote de modelo em {folder}: falta model.json.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>Choose a folder that holds a model pack, or use the bundled models.</source>
            <translation>Escolha uma pasta que contenha um pacote de modelo, ou use os modelos incluídos.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>the field {error} is missing</source>
            <translation>falta o campo {error}</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>{required_name} is missing</source>
            <translation>falta {required_name}</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>its member {name} has another {different}</source>
            <translation>seu membro {name} tem outro {different}</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>its member {name} has members of its own</source>
            <translation>seu membro {name} tem membros próprios</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>The model pack in {folder} is not valid: {detail}.</source>
            <translation>O pacote de modelo em {folder} não é válido: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>its tile of {own_tile} pixels is larger than {largest_tile}</source>
            <translation>seu bloco de {own_tile} pixels é maior que {largest_tile}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>{path_name} in {path_parent} is no safetensors file: {error}.</source>
            <translation>{path_name} em {path_parent} não é um arquivo safetensors: {error}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>Get an unbroken copy of the pack.</source>
            <translation>Obtenha uma cópia íntegra do pacote.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>cpu</source>
            <translation>cpu</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>it fails on an empty tile: {error}</source>
            <translation>falha com um bloco vazio: {error}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>a {pack_kind} of {count} classes does not give {found} for a tile of {pack_tile}</source>
            <translation>um {pack_kind} de {count} classes não dá {found} para um bloco de {pack_tile}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>it gives values that are no numbers for an empty tile</source>
            <translation>dá valores que não são números para um bloco vazio</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>The model {pack_name} does not work: {detail}.</source>
            <translation>O modelo {pack_name} não funciona: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>Export it again, or get an unbroken copy.</source>
            <translation>Exporte-o de novo, ou obtenha uma cópia íntegra.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>There is no room for the models of {source_name}.</source>
            <translation>Não há espaço para os modelos de {source_name}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Free some space.</source>
            <translation>Libere espaço.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source} does not exist.</source>
            <translation>{source} não existe.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Choose a folder or a zip with a model pack.</source>
            <translation>Escolha uma pasta ou um zip com um pacote de modelo.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} can't be unpacked: {error}.</source>
            <translation>{source_name} não pode ser descompactado: {error}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Choose a zip file, and get it again if it is broken.</source>
            <translation>Escolha um arquivo zip, e obtenha-o de novo se estiver danificado.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{inside} is a link</source>
            <translation>{inside} é um link</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{inside} lies too deep</source>
            <translation>{inside} está fundo demais</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} leads out of it, or can't be a file everywhere</source>
            <translation>{text} leva para fora dele, ou não pode ser um arquivo em toda parte</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} is a link or a device</source>
            <translation>{text} é um link ou um dispositivo</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} is there twice</source>
            <translation>{text} está duas vezes</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} has a password.</source>
            <translation>{source_name} tem senha.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Unpack it, and choose the folder.</source>
            <translation>Descompacte-o e escolha a pasta.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} unpacks to {entry_file_size} MB</source>
            <translation>{text} ocupa {entry_file_size} MB descompactado</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>it holds {count} files</source>
            <translation>contém {count} arquivos</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>its files take {total} MB</source>
            <translation>seus arquivos ocupam {total} MB</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{file_name} takes {file_size} MB</source>
            <translation>{file_name} ocupa {file_size} MB</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{file_name} is larger than it says</source>
            <translation>{file_name} é maior do que diz</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} is not unpacked: {detail}.</source>
            <translation>{source_name} não é descompactado: {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Do not use it, or make a new one from the model's own files.</source>
            <translation>Não o use, ou faça um novo a partir dos arquivos do próprio modelo.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>A model pack has a few files of some megabytes. Look whether this is one.</source>
            <translation>Um pacote de modelo tem poucos arquivos de alguns megabytes. Veja se este é um.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The threshold {request_threshold} does not lie between 0 and 1.</source>
            <translation>O limiar {request_threshold} não está entre 0 e 1.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Choose a number such as 0.5.</source>
            <translation>Escolha um número como 0.5.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. </source>
            <translation>As confianças ordenam as minas e não são calibradas. </translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. There is no {value} beside the models.</source>
            <translation>As confianças ordenam as minas e não são calibradas. Não há {value} ao lado dos modelos.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. {path} was fitted for another {others}.</source>
            <translation>As confianças ordenam as minas e não são calibradas. {path} foi ajustado para outro {others}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Fit trainer/fit_fusion.py for these models, or use the bundled ones.</source>
            <translation>Ajuste trainer/fit_fusion.py para estes modelos, ou use os incluídos.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>An unfinished run is kept in {unfinished}.</source>
            <translation>Uma execução não terminada está guardada em {unfinished}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Make results of it, or remove it: mining-detector recover {results_folder}.</source>
            <translation>Faça resultados dela, ou remova-a: mining-detector recover {results_folder}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Writing the results</source>
            <translation>Gravando os resultados</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>What this run has finished is kept in {results_partial}.</source>
            <translation>O que esta execução terminou está guardado em {results_partial}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Make results of it, or go on: mining-detector recover {results_folder}.</source>
            <translation>Faça resultados disso, ou continue: mining-detector recover {results_folder}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Done</source>
            <translation>Concluído</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The models or the area of the unfinished run are no longer the same.</source>
            <translation>Os modelos ou a área da execução não terminada já não são os mesmos.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Recover what it has finished, and start a new run.</source>
            <translation>Recupere o que ela terminou e inicie uma nova execução.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The segmenter's own types are taken. {error_hint}</source>
            <translation>São usados os tipos do próprio segmentador. {error_hint}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Scene {scene_name}: {scene_width} x {scene_height} pixels, bands {scene_bands}.</source>
            <translation>Cena {scene_name}: {scene_width} x {scene_height} pixels, bandas {scene_bands}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Reflectance = value x {scale} {offset}. {reason}</source>
            <translation>Reflectância = valor x {scale} {offset}. {reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>How the stored numbers become reflectance is a guess. {reason}</source>
            <translation>Como os números gravados viram reflectância é uma suposição. {reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Use the product as it was delivered, or state the scale in the file: gdal_edit.py -a_scale 0.0001 -a_offset -0.1 (0 without an offset).</source>
            <translation>Use o produto como foi entregue, ou indique a escala no arquivo: gdal_edit.py -a_scale 0.0001 -a_offset -0.1 (0 sem deslocamento).</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Device: {device_name}. {device_reason}</source>
            <translation>Dispositivo: {device_name}. {device_reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The scene's pixels are {scene_resolution_m} m wide, and the models were trained at {wanted} m.</source>
            <translation>Os pixels da cena têm {scene_resolution_m} m, e os modelos foram treinados com {wanted} m.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Resample the scene to the models' resolution for results that can be trusted.</source>
            <translation>Reamostre a cena para a resolução dos modelos para ter resultados confiáveis.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The scene lacks {missing}: the second level of {pack_name} is left out.</source>
            <translation>Falta {missing} na cena: o segundo nível de {pack_name} é omitido.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Add these bands for the model's best results.</source>
            <translation>Adicione estas bandas para os melhores resultados do modelo.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Haze can't be taken off {scene_name}: it has no visible bands or no data.</source>
            <translation>Não é possível tirar a névoa de {scene_name}: não tem bandas visíveis ou não tem dados.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Add the bands B02, B03 and B04.</source>
            <translation>Adicione as bandas B02, B03 e B04.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Haze is taken off by {method}: {found}.</source>
            <translation>A névoa é tirada por {method}: {found}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{pack_name} also looks for what no real place has tested: {pack_untested_classes}.</source>
            <translation>{pack_name} também busca o que nenhum lugar real testou: {pack_untested_classes}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Check what is found of it by eye: its confidence was not tested either.</source>
            <translation>Confira a olho o que for encontrado disso: a confiança também não foi testada.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{pack_name} leaves out what no real place has tested: {pack_untested_classes}.</source>
            <translation>{pack_name} omite o que nenhum lugar real testou: {pack_untested_classes}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Switch untested classes on to look for it too.</source>
            <translation>Ative as classes não testadas para buscá-las também.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>The mosaic of tiles can't be read from the network.</source>
            <translation>O mosaico de tiles não pode ser lido da rede.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>{path} can't be read from the network.</source>
            <translation>{path} não pode ser lido da rede.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>Check the connection and try again.</source>
            <translation>Verifique a conexão e tente de novo.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>The mosaic of tiles is damaged or incomplete: its pixels can't be read to the end.</source>
            <translation>O mosaico de tiles está danificado ou incompleto: seus pixels não podem ser lidos até o fim.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>{path} is damaged or incomplete: its pixels can't be read to the end.</source>
            <translation>{path} está danificado ou incompleto: seus pixels não podem ser lidos até o fim.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>Copy or download the file again.</source>
            <translation>Copie ou baixe o arquivo de novo.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>The request's side is no number of pixels from 16 to 4096.</source>
            <translation>O campo side do pedido não é um número de pixels de 16 a 4096.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>The preview can't be written to {path_parent}: {error}.</source>
            <translation>A prévia não pode ser gravada em {path_parent}: {error}.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>Free some space in the folder for temporary files.</source>
            <translation>Libere espaço na pasta de arquivos temporários.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Check the path of the scene.</source>
            <translation>Verifique o caminho da cena.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>The mosaic of tiles can't be opened as a raster ({error}).</source>
            <translation>O mosaico de tiles não pode ser aberto como raster ({error}).</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>{path} can't be opened as a raster ({error}).</source>
            <translation>{path} não pode ser aberto como raster ({error}).</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Check the address and the connection.</source>
            <translation>Verifique o endereço e a conexão.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Choose a GeoTIFF, VRT or JPEG 2000 file, a folder of band files, or a Sentinel-2 SAFE product.</source>
            <translation>Escolha um arquivo GeoTIFF, VRT ou JPEG 2000, uma pasta de arquivos de bandas ou um produto SAFE do Sentinel-2.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>{path} holds no raster bands of its own.</source>
            <translation>{path} não contém bandas raster próprias.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Choose one of the rasters inside it, or the product's folder.</source>
            <translation>Escolha um dos rasters que contém, ou a pasta do produto.</translation>
        </message>
        <message>
            <location filename="engine/reading.py" />
            <source>The model {pack_name} needs the bands {missing}, and {scene_name} does not have them.</source>
            <translation>O modelo {pack_name} precisa das bandas {missing}, e {scene_name} não as tem.</translation>
        </message>
        <message>
            <location filename="engine/reading.py" />
            <source>Add these bands to the raster, or name its bands rightly. It has {scene_bands}.</source>
            <translation>Adicione estas bandas ao raster, ou nomeie direito suas bandas. Ele tem {scene_bands}.</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>Keeping what is finished</source>
            <translation>Guardando o que terminou</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>No unfinished run with finished parts is in {folder}.</source>
            <translation>Não há execução não terminada com partes terminadas em {folder}.</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>Choose the results folder of a run that was interrupted.</source>
            <translation>Escolha a pasta de resultados de uma execução que foi interrompida.</translation>
        </message>
        <message>
            <location filename="engine/request.py" />
            <source>The request's {wrong} is not what it should be.</source>
            <translation>O campo {wrong} do pedido não é o que deveria ser.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Results can't be written to {folder}: {error_strerror}.</source>
            <translation>Não é possível gravar os resultados em {folder}: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Choose a folder that you may write to.</source>
            <translation>Escolha uma pasta em que você possa gravar.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The disk of {folder} is full. No results were written.</source>
            <translation>O disco de {folder} está cheio. Nenhum resultado foi gravado.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The results in {folder} can't be replaced: {error_strerror}.</source>
            <translation>Os resultados em {folder} não podem ser substituídos: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Close the program that has them open, or choose another folder.</source>
            <translation>Feche o programa que os tem abertos, ou escolha outra pasta.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>ONNX Runtime is not installed in this environment.</source>
            <translation>O ONNX Runtime não está instalado neste ambiente.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>Set up the environment again.</source>
            <translation>Prepare o ambiente de novo.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>its inputs are {names}, and bands and presence are wanted</source>
            <translation>suas entradas são {names}, e se esperam bands e presence</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>it has {count} outputs, and a {pack_kind} has {wanted}</source>
            <translation>tem {count} saídas, e um {pack_kind} tem {wanted}</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>it gives {found} classes, and model.json names {count}</source>
            <translation>dá {found} classes, e model.json nomeia {count}</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>The model {pack_name} in {pack_folder} can't be loaded: {detail}</source>
            <translation>O modelo {pack_name} em {pack_folder} não pode ser carregado: {detail}</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product's metadata file {path} can't be read ({error}).</source>
            <translation>O arquivo de metadados do produto {path} não pode ser lido ({error}).</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Download the product again.</source>
            <translation>Baixe o produto de novo.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} holds {count} tiles.</source>
            <translation>O produto {name} contém {count} tiles.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Choose one of the folders in its GRANULE folder, such as {granules}.</source>
            <translation>Escolha uma das pastas na pasta GRANULE dele, como {granules}.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} holds no band images.</source>
            <translation>O produto {name} não contém imagens de bandas.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} has several offsets: {offsets}.</source>
            <translation>O produto {name} tem vários deslocamentos: {offsets}.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Use a product as ESA delivers it, with one offset for all bands.</source>
            <translation>Use um produto como a ESA o entrega, com um mesmo deslocamento para todas as bandas.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (processing baseline {baseline}) give an offset of {added} and divide by {quantification}.</source>
            <translation>Os metadados do produto (linha de base de processamento {baseline}) dão um deslocamento de {added} e dividem por {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (processing baseline {baseline}) give no offset and divide by {quantification}.</source>
            <translation>Os metadados do produto (linha de base de processamento {baseline}) não dão deslocamento e dividem por {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (the product's metadata) give an offset of {added} and divide by {quantification}.</source>
            <translation>Os metadados do produto dão um deslocamento de {added} e dividem por {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (the product's metadata) give no offset and divide by {quantification}.</source>
            <translation>Os metadados do produto não dão deslocamento e dividem por {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The user gave the scale {scale} and the offset {offset}.</source>
            <translation>O usuário deu a escala {scale} e o deslocamento {offset}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The file's tags give scale {scale} and offset {offset}.</source>
            <translation>As etiquetas do arquivo dão a escala {scale} e o deslocamento {offset}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>No valid pixel was found in a sample; reflectance x 10000 is assumed.</source>
            <translation>Nenhum pixel válido foi encontrado em uma amostra; supõe-se reflectância x 10000.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The values are floating point numbers from 0 to 1: reflectance as it is.</source>
            <translation>Os valores são números de ponto flutuante de 0 a 1: reflectância como está.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The values fit in 8 bits: a picture in which 255 stands for reflectance {eight_bit_white}.</source>
            <translation>Os valores cabem em 8 bits: uma foto em que 255 equivale à reflectância {eight_bit_white}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: acquired before 2022-01-25 ({acquired}), though the darkest band starts at {statistics_dark}.</source>
            <translation>Reflectância x 10000 sem deslocamento: adquirida antes de 2022-01-25 ({acquired}), embora a banda mais escura comece em {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: the darkest band starts at {statistics_dark}; the +1000 of newer products was removed already.</source>
            <translation>Reflectância x 10000 sem deslocamento: a banda mais escura começa em {statistics_dark}; o +1000 dos produtos mais novos já foi retirado.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: the darkest band starts at {statistics_dark}.</source>
            <translation>Reflectância x 10000 sem deslocamento: a banda mais escura começa em {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: processing baseline {baseline}, and the darkest band starts at {statistics_dark}.</source>
            <translation>Reflectância x 10000 + 1000: linha de base de processamento {baseline}, e a banda mais escura começa em {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: processing baseline {baseline}, and the darkest band starts at {statistics_dark}.</source>
            <translation>Reflectância x 10000 sem deslocamento: linha de base de processamento {baseline}, e a banda mais escura começa em {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, and the date is not known.</source>
            <translation>Reflectância x 10000 + 1000: a banda mais escura começa em {statistics_dark}, e a data não é conhecida.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, and acquired on {acquired}.</source>
            <translation>Reflectância x 10000 + 1000: a banda mais escura começa em {statistics_dark}, e foi adquirida em {acquired}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, so an image of {acquired} that was processed again after 2022-01-25.</source>
            <translation>Reflectância x 10000 + 1000: a banda mais escura começa em {statistics_dark}, portanto é uma imagem de {acquired} processada de novo depois de 2022-01-25.</translation>
        </message>
        <message>
            <location filename="engine/scene.py" />
            <source>The tiles store reflectance in different ways ({listed}).</source>
            <translation>Os tiles guardam a reflectância de maneiras diferentes ({listed}).</translation>
        </message>
        <message>
            <location filename="engine/scene.py" />
            <source>Choose tiles of one product version, or state the scale and the offset.</source>
            <translation>Escolha tiles de uma mesma versão de produto, ou indique a escala e o deslocamento.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The classifier looked at {looked} cells; {searched} are searched.</source>
            <translation>O classificador examinou {looked} células; busca-se em {searched}.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The area of interest holds no data in {name}.</source>
            <translation>A área de interesse não contém dados em {name}.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>Choose an area where the raster has values.</source>
            <translation>Escolha uma área onde o raster tenha valores.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The segmenter's precision filter removed {removed} mines.</source>
            <translation>O filtro de precisão do segmentador removeu {removed} minas.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>{removed} mines are left out: their confidence is below {run_least_confidence}.</source>
            <translation>{removed} minas são omitidas: sua confiança está abaixo de {run_least_confidence}.</translation>
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>it gives {values} values a pixel for {classes} classes</source>
            <translation>dá {values} valores por pixel para {classes} classes</translation>
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>The second level of the model {name} in {folder} can't be run: {detail}</source>
            <translation>O segundo nível do modelo {name} em {folder} não pode ser executado: {detail}</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{text} is no Sentinel-2 band.</source>
            <translation>{text} não é uma banda do Sentinel-2.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Use {band_names}.</source>
            <translation>Use {band_names}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{source_name} has no band number {number}: it has {count}.</source>
            <translation>{source_name} não tem a banda número {number}: tem {count}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Give {name} a number from 1 to {count}.</source>
            <translation>Dê a {name} um número de 1 a {count}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{name} or band number {number} is given twice.</source>
            <translation>{name} ou a banda número {number} aparece duas vezes.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>The scaling {scaling} can't be used: {error}.</source>
            <translation>A escala {scaling} não pode ser usada: {error}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Give a scale above 0 and an offset, such as 0.0001 and -0.1.</source>
            <translation>Dê uma escala acima de 0 e um deslocamento, como 0.0001 e -0.1.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{source_name} names {band_name} twice: bands {first} and {number}.</source>
            <translation>{source_name} nomeia {band_name} duas vezes: bandas {first} e {number}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number.</source>
            <translation>Diga pelo número qual banda é qual.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Nothing in {source_name} says which of its {count} bands is which.</source>
            <translation>Nada em {source_name} diz qual de suas {count} bandas é qual.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number, for example B04=1,B03=2,B02=3.</source>
            <translation>Diga pelo número qual banda é qual, por exemplo B04=1,B03=2,B02=3.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number. With {count} bands this is likely: {likely}.</source>
            <translation>Diga pelo número qual banda é qual. Com {count} bandas, o provável é: {likely}.</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Looking at every cell</source>
            <translation>Examinando cada célula</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Looking for sites</source>
            <translation>Procurando locais</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Drawing outlines</source>
            <translation>Desenhando contornos</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Telling the types apart</source>
            <translation>Distinguindo os tipos</translation>
        </message>
        <message>
            <location filename="engine/thumbnails.py" />
            <source>Drawing thumbnails</source>
            <translation>Desenhando miniaturas</translation>
        </message>
        <message>
            <location filename="engine/thumbnails.py" />
            <source>Thumbnails show the {drawn} surest of {count} mines.</source>
            <translation>As miniaturas mostram as {drawn} mais seguras de {count} minas.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their bands ({what})</source>
            <translation>suas bandas ({what})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their bands (they lie in other files)</source>
            <translation>suas bandas (estão em outros arquivos)</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>{one_name} and {another_name} show the same place.</source>
            <translation>{one_name} e {another_name} mostram o mesmo lugar.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>Choose one of them. To fill the gaps of one from the other, make a mosaic of both first (Raster &gt; Miscellaneous &gt; Merge).</source>
            <translation>Escolha uma delas. Para preencher as falhas de uma com a outra, faça primeiro um mosaico de ambas (Raster &gt; Miscelânea &gt; Mesclar).</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their coordinate systems ({told}; {told_2})</source>
            <translation>seus sistemas de coordenadas ({told}; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their number or type of bands ({told}; {told_2})</source>
            <translation>seu número ou tipo de bandas ({told}; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their pixel sizes ({told}; {told_2})</source>
            <translation>seus tamanhos de pixel ({told}; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their grids, which lie {shifts} pixels apart</source>
            <translation>suas grades, que distam {shifts} pixels</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>the scales and offsets in their files</source>
            <translation>as escalas e deslocamentos dos seus arquivos</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>{first} and {other} can't be searched as one image. They differ in {what}.</source>
            <translation>{first} e {other} não podem ser examinadas como uma só imagem. Diferem em {what}.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>Choose tiles of one product and zone, or warp them to one grid first (Raster &gt; Projections &gt; Warp).</source>
            <translation>Escolha tiles de um mesmo produto e zona, ou reprojete-os antes para uma mesma grade (Raster &gt; Projeções &gt; Reprojetar).</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>The request's confidence and out are no paths.</source>
            <translation>Os campos confidence e out do pedido não são caminhos.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>The least area {minimum_area_ha} is no number of hectares.</source>
            <translation>A área mínima {minimum_area_ha} não é um número de hectares.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a number such as 0.1.</source>
            <translation>Escolha um número como 0.1.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{out} is no name of a GeoPackage.</source>
            <translation>{out} não é o nome de um GeoPackage.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a name that ends with .gpkg.</source>
            <translation>Escolha um nome que termine em .gpkg.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{request_confidence} can't be opened as a raster.</source>
            <translation>{request_confidence} não pode ser aberto como raster.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose the confidence.tif of a run.</source>
            <translation>Escolha o confidence.tif de uma execução.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{request_confidence} is not the confidence raster of a run.</source>
            <translation>{request_confidence} não é o raster de confiança de uma execução.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a confidence.tif: its first band is named any_mine, and a band for each type follows.</source>
            <translation>Escolha um confidence.tif: sua primeira banda se chama any_mine, e segue uma banda por tipo.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Writing the outlines</source>
            <translation>Gravando os contornos</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Outlines can't be written to {path}: {error_strerror}.</source>
            <translation>Não é possível gravar os contornos em {path}: {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a file that you may write to, and that no other program has open.</source>
            <translation>Escolha um arquivo em que você possa gravar e que nenhum outro programa tenha aberto.</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>it is not JSON ({error})</source>
            <translation>não é JSON ({error})</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>its command is none of {commands}</source>
            <translation>seu comando não é nenhum de {commands}</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>folder is missing</source>
            <translation>falta a pasta</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>The area of interest is empty.</source>
            <translation>A área de interesse está vazia.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Choose a layer, or select features, with polygons.</source>
            <translation>Escolha uma camada, ou selecione feições, com polígonos.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No features are selected{name}.</source>
            <translation>Nenhuma feição está selecionada{name}.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No features are selected.</source>
            <translation>Nenhuma feição está selecionada.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Select polygons on the map, or draw the area.</source>
            <translation>Selecione polígonos no mapa, ou desenhe a área.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>There is no layer of polygons.</source>
            <translation>Não há nenhuma camada de polígonos.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add one to the project, or draw the area.</source>
            <translation>Adicione uma ao projeto, ou desenhe a área.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>There is no such bookmark.</source>
            <translation>Não existe tal favorito.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add one: View &gt; New Spatial Bookmark.</source>
            <translation>Adicione um: Exibir &gt; Novo favorito espacial.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No image is chosen.</source>
            <translation>Nenhuma imagem foi escolhida.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add a Sentinel-2 raster to the project and choose it.</source>
            <translation>Adicione um raster do Sentinel-2 ao projeto e escolha-o.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>The map does not show the image.</source>
            <translation>O mapa não mostra a imagem.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Move the map to the image: Zoom to Layer.</source>
            <translation>Mova o mapa até a imagem: Aproximar para a camada.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>No area is drawn yet.</source>
            <translation>Nenhuma área foi desenhada ainda.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Click Draw and draw it on the map.</source>
            <translation>Clique em Desenhar e desenhe-a no mapa.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>{name} has no ending that tells a format.</source>
            <translation>{name} não tem um final que indique um formato.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>Choose a name that ends with .gpkg, .geojson, .kml, .csv or .shp.</source>
            <translation>Escolha um nome que termine em .gpkg, .geojson, .kml, .csv ou .shp.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>The mines can't be written to {path}: {reason}.</source>
            <translation>As minas não podem ser gravadas em {path}: {reason}.</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>The run's file can't be opened any longer: {path}.</source>
            <translation>O arquivo da execução não pode mais ser aberto: {path}.</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>Put it back to its place, or choose image and area by hand.</source>
            <translation>Devolva-o ao seu lugar, ou escolha imagem e área à mão.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The layer '{value}' (type {kind}) has no file of reflectances behind it.</source>
            <translation>A camada '{value}' (tipo {kind}) não tem por trás um arquivo de reflectâncias.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The layer '{value}' (type unknown) has no file of reflectances behind it.</source>
            <translation>A camada '{value}' (tipo desconhecido) não tem por trás um arquivo de reflectâncias.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Web maps hold pictures, not reflectances. Choose a layer made from a Sentinel-2 file.</source>
            <translation>Mapas web contêm fotos, não reflectâncias. Escolha uma camada feita de um arquivo do Sentinel-2.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The file of the layer '{value}' is not there: {path}.</source>
            <translation>O arquivo da camada '{value}' não está lá: {path}.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Repair the layer's data source, or choose another layer.</source>
            <translation>Repare a fonte de dados da camada, ou escolha outra camada.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>{path}.pdf</source>
            <translation>{path}.pdf</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The run '{value}' has neither mines nor an area in this project.</source>
            <translation>A execução '{value}' não tem nem minas nem uma área neste projeto.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Open its results again: button 'Open' on the page 'Runs'.</source>
            <translation>Abra de novo seus resultados: botão 'Abrir' na página 'Resultados'.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The report can't be written to {path}.</source>
            <translation>O relatório não pode ser gravado em {path}.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>The result layer '{name}' in {result} could not be opened.</source>
            <translation>A camada de resultado '{name}' em {result} não pôde ser aberta.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Look whether another program holds the file, and run again.</source>
            <translation>Veja se outro programa está com o arquivo aberto e execute de novo.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>The outlines in {answer} could not be opened.</source>
            <translation>Os contornos em {answer} não puderam ser abertos.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Look whether another program holds the file, and draw them again.</source>
            <translation>Veja se outro programa está com o arquivo aberto, e desenhe-os de novo.</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it tells nothing of a run</source>
            <translation>não diz nada de uma execução</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it is not there, or it is no GeoPackage</source>
            <translation>não está lá, ou não é um GeoPackage</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it holds no results</source>
            <translation>não contém resultados</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>The results in {geopackage} could not be read: {reason}.</source>
            <translation>Os resultados em {geopackage} não puderam ser lidos: {reason}.</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>Choose the results.gpkg that a run of Mining Detector wrote, and look whether another program holds it.</source>
            <translation>Escolha o results.gpkg que uma execução do Mining Detector gravou, e veja se outro programa está com ele aberto.</translation>
        </message>
        <message>
            <location filename="gui/run_filter.py" />
            <source>The layer '{value}' is being edited, and can't be filtered meanwhile.</source>
            <translation>A camada '{value}' está sendo editada, e enquanto isso não pode ser filtrada.</translation>
        </message>
        <message>
            <location filename="gui/run_filter.py" />
            <source>Save or discard the edits of the layer, and filter again.</source>
            <translation>Salve ou descarte as edições da camada, e filtre de novo.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>The plugin failed: {name}: {error}.</source>
            <translation>O complemento falhou: {name}: {error}.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Please report it with the text in View &gt; Panels &gt; Log Messages &gt; Mining Detector.</source>
            <translation>Por favor, relate com o texto de Exibir &gt; Painéis &gt; Mensagens de registro &gt; Mining Detector.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Starting the worker</source>
            <translation>Iniciando o processo de trabalho</translation>
        </message>
    </context>
</TS>
