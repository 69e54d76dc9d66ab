<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>MiningDetector</name>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Advanced</source>
            <translation>Avancé</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Mines (all models)</source>
            <translation>Mines (tous les modèles)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Cells that may hold mines (quick)</source>
            <translation>Cellules qui peuvent contenir des mines (rapide)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Boxes around sites</source>
            <translation>Boîtes autour des sites</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Confidence of each pixel, everywhere</source>
            <translation>Confiance de chaque pixel, partout</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>The answer of one model alone comes without outlines of mines.</source>
            <translation>La réponse d'un seul modèle vient sans contours de mines.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>As the models ask for</source>
            <translation>Comme les modèles le demandent</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Left as it is</source>
            <translation>Laissée telle quelle</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Taken off by place (dark channel)</source>
            <translation>Retirée selon le lieu (canal sombre)</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>Taken off evenly</source>
            <translation>Retirée uniformément</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>What is done to haze before the models look.</source>
            <translation>Ce qui est fait de la brume avant que les modèles regardent.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Remove &amp;false hits</source>
            <translation>Retirer les &amp;fausses détections</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <location filename="processing/search.py" />
            <source>By the models' own precision filters, where they have any.</source>
            <translation>Par les filtres de précision des modèles eux-mêmes, s'ils en ont.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Also look for untested t&amp;ypes</source>
            <translation>Chercher aussi les types non t&amp;estés</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Types that a model's card calls untested: no real place has shown how well it finds them.</source>
            <translation>Types que la fiche d'un modèle dit non testés : aucun lieu réel n'a montré à quel point il les trouve bien.</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Show or hide the advanced options</source>
            <translation>Montrer ou cacher les options avancées</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>L&amp;ook for</source>
            <translation>C&amp;hercher</translation>
        </message>
        <message>
            <location filename="gui/advanced_options.py" />
            <source>Fi&amp;x haze</source>
            <translation>Corri&amp;ger la brume</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a rectangle</source>
            <translation>Dessiner un rectangle</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a polygon</source>
            <translation>Dessiner un polygone</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw freehand</source>
            <translation>Dessiner à main levée</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Draw a circle</source>
            <translation>Dessiner un cercle</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Selected features</source>
            <translation>Entités sélectionnées</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>All polygons of a layer</source>
            <translation>Tous les polygones d'une couche</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>A bookmark</source>
            <translation>Un signet</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>What the map shows</source>
            <translation>Ce que montre la carte</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>What the map shows of the image</source>
            <translation>Ce que la carte montre de l'image</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>The whole image</source>
            <translation>L'image entière</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Layer of polygons</source>
            <translation>Couche de polygones</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Bookmark</source>
            <translation>Signet</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Spatial bookmarks of the project and of the user</source>
            <translation>Signets spatiaux du projet et de l'utilisateur</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source> km</source>
            <translation> km</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Radius of the circle</source>
            <translation>Rayon du cercle</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Radius of the circle. A click on the map takes it, a drag changes it.</source>
            <translation>Rayon du cercle. Un clic sur la carte le prend, un glissement le modifie.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Dra&amp;w</source>
            <translation>Dessi&amp;ner</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Rectangle, freehand, circle: press and drag. Polygon: click corners, right-click to finish. Esc cancels.</source>
            <translation>Rectangle, main levée, cercle : cliquez et faites glisser. Polygone : cliquez sur les sommets, clic droit pour terminer. Échap annule.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Zoom to the area</source>
            <translation>Zoom sur la zone</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Forget the area and take the whole image</source>
            <translation>Oublier la zone et prendre l'image entière</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Snap to layers while drawing, as the project's snapping settings say</source>
            <translation>Accrocher aux couches en dessinant, selon les paramètres d'accrochage du projet</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>&amp;Area</source>
            <translation>&amp;Zone</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Bands of the image</source>
            <translation>Bandes de l'image</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Use these bands</source>
            <translation>Utiliser ces bandes</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Raster band</source>
            <translation>Bande du raster</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Sentinel-2 band</source>
            <translation>Bande Sentinel-2</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Named by</source>
            <translation>Nommée par</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>File</source>
            <translation>Fichier</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>Band {number}</source>
            <translation>Bande {number}</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>you</source>
            <translation>vous</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>You gave these names before.</source>
            <translation>Vous avez donné ces noms auparavant.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The image gives these names. Change what is wrong.</source>
            <translation>L'image donne ces noms. Modifiez ce qui est faux.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The file does not name its bands. This is a guess by their number: check it.</source>
            <translation>Le fichier ne nomme pas ses bandes. Ceci est une supposition d'après leur nombre : vérifiez-la.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>The file does not name its bands, and their number tells nothing. Please name them.</source>
            <translation>Le fichier ne nomme pas ses bandes et leur nombre n'indique rien. Veuillez les nommer.</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>description</source>
            <translation>description</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>tag</source>
            <translation>étiquette</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>file name</source>
            <translation>nom de fichier</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>product</source>
            <translation>produit</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>guess</source>
            <translation>supposition</translation>
        </message>
        <message>
            <location filename="gui/band_dialog.py" />
            <source>(do not use)</source>
            <translation>(ne pas utiliser)</translation>
        </message>
        <message>
            <location filename="gui/card_dialog.py" />
            <source>Model card</source>
            <translation>Fiche du modèle</translation>
        </message>
        <message>
            <location filename="gui/card_dialog.py" />
            <source>Model card of {model}</source>
            <translation>Fiche de {model}</translation>
        </message>
        <message>
            <location filename="gui/collapsible.py" />
            <source>Show or hide: {title}</source>
            <translation>Montrer ou cacher : {title}</translation>
        </message>
        <message>
            <location filename="gui/controller.py" />
            <source>Cancelling</source>
            <translation>Annulation en cours</translation>
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
            <translation>Détecter</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Choose image and area, and search</source>
            <translation>Choisir l'image et la zone, puis chercher</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Runs</source>
            <translation>Résultats</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>What was found: filter, report, export</source>
            <translation>Ce qui a été trouvé : filtrer, rapport, exporter</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <location filename="gui/models_box.py" />
            <source>Models</source>
            <translation>Modèles</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>The models that are there, and new ones</source>
            <translation>Les modèles présents, et de nouveaux</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Setup</source>
            <translation>Moteur</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>The environment that the models run in</source>
            <translation>L'environnement dans lequel tournent les modèles</translation>
        </message>
        <message>
            <location filename="gui/dock.py" />
            <source>Help for this page</source>
            <translation>Aide de cette page</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Remove the environments that nothing uses any more? This frees {size} MB.</source>
            <translation>Supprimer les environnements que plus rien n'utilise ? Cela libère {size} Mo.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Remove the detection environment? This frees {size} MB. Detection needs a new set-up then.</source>
            <translation>Supprimer l'environnement de détection ? Cela libère {size} Mo. La détection aura alors besoin d'une nouvelle installation.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Copy the log</source>
            <translation>Copier le journal</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Copy diagnostics</source>
            <translation>Copier le diagnostic</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Copied.</source>
            <translation>Copié.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>A run is using the detection environment.</source>
            <translation>Une exécution utilise l'environnement de détection.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>Wait for its end, or cancel it.</source>
            <translation>Attendez sa fin, ou annulez-la.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>The detection environment is ready.</source>
            <translation>L'environnement de détection est prêt.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>{size} MB freed.</source>
            <translation>{size} Mo libérés.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>An update of the detection environment can be set up on the page Setup.</source>
            <translation>Une mise à jour de l'environnement de détection peut être installée sur la page Moteur.</translation>
        </message>
        <message>
            <location filename="gui/environment_controller.py" />
            <source>The folder holds all {count} packages.</source>
            <translation>Le dossier contient les {count} paquets.</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Log of the set-up</source>
            <translation>Journal de l'installation</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Log</source>
            <translation>Journal</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <location filename="gui/models_page.py" />
            <location filename="gui/run_panel.py" />
            <source>&amp;Cancel</source>
            <translation>&amp;Annuler</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Mor&amp;e</source>
            <translation>&amp;Plus</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Make the environment again, or remove it</source>
            <translation>Recréer l'environnement, ou le supprimer</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Make it again from nothing</source>
            <translation>Le recréer à partir de rien</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove…</source>
            <translation>Supprimer…</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove those of earlier versions…</source>
            <translation>Supprimer ceux des versions antérieures…</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Copy &amp;log</source>
            <translation>Copier le &amp;journal</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Copy dia&amp;gnostics</source>
            <translation>Copier le dia&amp;gnostic</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Copies versions, devices, the state of the environment and the last error, for a report. Personal paths, names and passwords are left out.</source>
            <translation>Copie les versions, les périphériques, l'état de l'environnement et la dernière erreur, pour un rapport. Chemins personnels, noms et mots de passe sont omis.</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Remove those of earlier versions ({size} MB)…</source>
            <translation>Supprimer ceux des versions antérieures ({size} Mo)…</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>&amp;Set up</source>
            <translation>&amp;Installer</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Repai&amp;r</source>
            <translation>&amp;Réparer</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>&amp;Update</source>
            <translation>&amp;Mettre à jour</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Chec&amp;k and repair</source>
            <translation>&amp;Vérifier et réparer</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>Chec&amp;k</source>
            <translation>&amp;Vérifier</translation>
        </message>
        <message>
            <location filename="gui/environment_page.py" />
            <source>&amp;Try again</source>
            <translation>Rée&amp;ssayer</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Set up from</source>
            <translation>Installer depuis</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Package index (network)</source>
            <translation>Index de paquets (réseau)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Folder of wheels (no network)</source>
            <translation>Dossier de wheels (sans réseau)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>My own Python</source>
            <translation>Mon propre Python</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>A folder that holds the packages as .whl files, or the path of a zip of them. Another computer fills one: python3 -m mining_detector_plugin.client download-wheels FOLDER</source>
            <translation>Un dossier qui contient les paquets en fichiers .whl, ou le chemin d'un zip de ceux-ci. Un autre ordinateur le remplit : python3 -m mining_detector_plugin.client download-wheels FOLDER</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>The python program of a Python 3.11 or newer that has the packages already. It is used as it is.</source>
            <translation>Le programme python d'un Python 3.11 ou plus récent qui a déjà les paquets. Il est utilisé tel quel.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <location filename="processing/set_up.py" />
            <source>Processor (small)</source>
            <translation>Processeur (petit)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <location filename="processing/set_up.py" />
            <source>Processor, fast (medium)</source>
            <translation>Processeur, rapide (moyen)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <location filename="processing/set_up.py" />
            <source>NVIDIA GPU (large)</source>
            <translation>GPU NVIDIA (grand)</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Which packages are set up. Those for a GPU can be set up on Linux only; elsewhere name a Python of your own that has torch with CUDA.</source>
            <translation>Les paquets à installer. Ceux pour un GPU ne peuvent être installés que sous Linux ; ailleurs, indiquez un Python à vous qui a torch avec CUDA.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>S&amp;ource</source>
            <translation>S&amp;ource</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>&amp;Wheels</source>
            <translation>&amp;Wheels</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>M&amp;y Python</source>
            <translation>Mon P&amp;ython</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>&amp;For</source>
            <translation>Po&amp;ur</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Nothing is installed: the Python is checked and used as it is.</source>
            <translation>Rien n'est installé : le Python est vérifié et utilisé tel quel.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Takes about {disk} MB on disk; nothing is downloaded.</source>
            <translation>Prend environ {disk} Mo sur le disque ; rien n'est téléchargé.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>Downloads about {download} MB, takes about {disk} MB on disk.</source>
            <translation>Télécharge environ {download} Mo, prend environ {disk} Mo sur le disque.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>For new processors: AMD Zen 4 and later, Intel Xeon from Sapphire Rapids on. The models take about half the time there; other processors gain nothing.</source>
            <translation>Pour les processeurs récents : AMD Zen 4 et suivants, Intel Xeon à partir de Sapphire Rapids. Les modèles y prennent environ deux fois moins de temps ; les autres processeurs n'y gagnent rien.</translation>
        </message>
        <message>
            <location filename="gui/environment_source_panel.py" />
            <source>For Linux with an NVIDIA driver. Nobody has tested this set on a GPU yet; without one the processor is used.</source>
            <translation>Pour Linux avec un pilote NVIDIA. Personne n'a encore testé cet ensemble sur un GPU ; sans GPU, le processeur est utilisé.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Package</source>
            <translation>Paquet</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <location filename="gui/model_text.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Packages in the environment, with their versions</source>
            <translation>Paquets de l'environnement, avec leurs versions</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Packages</source>
            <translation>Paquets</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Devices</source>
            <translation>Périphériques</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Python:</source>
            <translation>Python :</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Packages for:</source>
            <translation>Paquets pour :</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>On disk:</source>
            <translation>Sur le disque :</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Made:</source>
            <translation>Créé :</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Fol&amp;der:</source>
            <translation>&amp;Dossier :</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>processor</source>
            <translation>processeur</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>processor, fast</source>
            <translation>processeur, rapide</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>NVIDIA GPU</source>
            <translation>GPU NVIDIA</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>{time} UTC with {installer}</source>
            <translation>{time} UTC avec {installer}</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>The worker is being asked.</source>
            <translation>Le processus de travail est interrogé.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>used</source>
            <translation>utilisé</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>not used</source>
            <translation>non utilisé</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: ready</source>
            <translation>Environnement : prêt</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: not set up</source>
            <translation>Environnement : non installé</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: does not work</source>
            <translation>Environnement : ne fonctionne pas</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Environment: update available</source>
            <translation>Environnement : mise à jour disponible</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Detection needs a Python environment of its own. Nothing of QGIS changes. The first Detect sets it up too.</source>
            <translation>La détection a besoin de son propre environnement Python. Rien ne change dans QGIS. La première détection l'installe aussi.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>All packages load.</source>
            <translation>Tous les paquets se chargent.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>Its packages are being looked at.</source>
            <translation>Ses paquets sont examinés.</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>{size} MB</source>
            <translation>{size} Mo</translation>
        </message>
        <message>
            <location filename="gui/environment_state_panel.py" />
            <source>, {free} of {total} GB free</source>
            <translation>, {free} Go libres sur {total}</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Look at the detection environment</source>
            <translation>Examiner l'environnement de détection</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Set up Mining Detector</source>
            <translation>Installer Mining Detector</translation>
        </message>
        <message>
            <location filename="gui/environment_tasks.py" />
            <source>Remove the detection environment</source>
            <translation>Supprimer l'environnement de détection</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>about {cells}</source>
            <translation>environ {cells}</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>{area}, {cells} cells, roughly {time} (no run here yet)</source>
            <translation>{area}, {cells} cellules, à peu près {time} (aucune exécution ici encore)</translation>
        </message>
        <message>
            <location filename="gui/estimate_controller.py" />
            <source>{area}, {cells} cells, about {time}</source>
            <translation>{area}, {cells} cellules, environ {time}</translation>
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
            <translation>KML pour Google Earth</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>Table with outlines as text</source>
            <translation>Table avec contours en texte</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>Shapefile</source>
            <translation>Shapefile</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>Open the layers of {scene}</source>
            <translation>Ouvrir les couches de {scene}</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>The choices of the run in {scene} are back.</source>
            <translation>Les choix de l'exécution dans {scene} sont de retour.</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>Mining Detector: help</source>
            <translation>Mining Detector : aide</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>Help</source>
            <translation>Aide</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>&amp;Contents</source>
            <translation>&amp;Sommaire</translation>
        </message>
        <message>
            <location filename="gui/help_dialog.py" />
            <source>The help pages are not there. Install the plugin from its zip.</source>
            <translation>Les pages d'aide ne sont pas là. Installez l'extension depuis son zip.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>Looking at the image…</source>
            <translation>Examen de l'image…</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>The layer keeps these bands for its runs.</source>
            <translation>La couche garde ces bandes pour ses exécutions.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>There is no data here.</source>
            <translation>Il n'y a pas de données ici.</translation>
        </message>
        <message>
            <location filename="gui/image_controller.py" />
            <source>Only the middle is shown: the image has no overviews (pyramids).</source>
            <translation>Seul le milieu est montré : l'image n'a pas d'aperçus (pyramides).</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <location filename="gui/images_dialog.py" />
            <source>Several images as one</source>
            <translation>Plusieurs images comme une seule</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Choose several layers that are searched as one: tiles, or band files.</source>
            <translation>Choisir plusieurs couches fouillées comme une seule : tuiles, ou fichiers de bandes.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>&amp;Bands…</source>
            <translation>&amp;Bandes…</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Shows which band of the image is which, to confirm or change.</source>
            <translation>Montre quelle bande de l'image est laquelle, pour confirmer ou modifier.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Scaling…</source>
            <translation>Échelle…</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Shows how stored numbers become reflectance and why, to confirm or change.</source>
            <translation>Montre comment les nombres stockés deviennent une réflectance et pourquoi, pour confirmer ou modifier.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>&amp;Image</source>
            <translation>&amp;Image</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{count} layers as one: {names}</source>
            <translation>{count} couches comme une seule : {names}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{width} × {height} pixels of {resolution} m</source>
            <translation>{width} × {height} pixels de {resolution} m</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>date not known</source>
            <translation>date inconnue</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{count} bands that nothing names. Please name them.</source>
            <translation>{count} bandes que rien ne nomme. Veuillez les nommer.</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>A guess by their number, please confirm: {bands}</source>
            <translation>Une supposition d'après leur nombre, à confirmer : {bands}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file</source>
            <translation>nommées par le fichier</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file's tags</source>
            <translation>nommées par les étiquettes du fichier</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the file names</source>
            <translation>nommées par les noms de fichiers</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by the product</source>
            <translation>nommées par le produit</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>named by you</source>
            <translation>nommées par vous</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Bands: {bands}</source>
            <translation>Bandes : {bands}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>Reflectance = number × {scale}</source>
            <translation>Réflectance = nombre × {scale}</translation>
        </message>
        <message>
            <location filename="gui/image_panel.py" />
            <source>{scaling}. A guess: please check.</source>
            <translation>{scaling}. Une supposition : à vérifier.</translation>
        </message>
        <message>
            <location filename="gui/image_tasks.py" />
            <location filename="gui/tasks.py" />
            <source>Look at {scene}</source>
            <translation>Examiner {scene}</translation>
        </message>
        <message>
            <location filename="gui/image_tasks.py" />
            <source>Estimate the time for {scene}</source>
            <translation>Estimer le temps pour {scene}</translation>
        </message>
        <message>
            <location filename="gui/images_dialog.py" />
            <source>Tick tiles that lie side by side (same bands, CRS and pixel size), or the files of single bands of one image. They are searched as one, without a seam.</source>
            <translation>Cochez des tuiles voisines (mêmes bandes, SCR et taille de pixel), ou les fichiers de bandes séparées d'une image. Elles sont fouillées comme une seule, sans couture.</translation>
        </message>
        <message>
            <location filename="gui/images_dialog.py" />
            <source>Raster layers</source>
            <translation>Couches raster</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <location filename="gui/models_controller.py" />
            <source>Import an ONNX model</source>
            <translation>Importer un modèle ONNX</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>as its makers state it</source>
            <translation>telle que l'indiquent ses auteurs</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Import</source>
            <translation>&amp;Importer</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>no mine: leave out</source>
            <translation>pas une mine : omettre</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Name</source>
            <translation>&amp;Nom</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Licence</source>
            <translation>&amp;Licence</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>{kind}; pixels of {resolution} m; tiles of {tile} pixels; threshold {threshold}.</source>
            <translation>{kind} ; pixels de {resolution} m ; tuiles de {tile} pixels ; seuil {threshold}.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>What its classes are</source>
            <translation>Ce que sont ses classes</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Type of the class {name}</source>
            <translation>Type de la classe {name}</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>The picture that it sees</source>
            <translation>L'image qu'il voit</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Band of channel {number}</source>
            <translation>Bande du canal {number}</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Bands of its channels</source>
            <translation>&amp;Bandes de ses canaux</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>to</source>
            <translation>à</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Reflectance that becomes 255</source>
            <translation>Réflectance qui devient 255</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>&amp;Reflectance as 0 to 255</source>
            <translation>&amp;Réflectance de 0 à 255</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Such models take 8-bit pictures. This reflectance becomes black and white; beyond it is cut off.</source>
            <translation>Ces modèles prennent des images 8 bits. Cette réflectance devient noir et blanc ; au-delà, elle est coupée.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Choose what at least one class is.</source>
            <translation>Choisissez ce qu'est au moins une des classes.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>Give each channel a band of its own.</source>
            <translation>Donnez à chaque canal une bande qui lui est propre.</translation>
        </message>
        <message>
            <location filename="gui/import_dialog.py" />
            <source>The range of reflectance is empty.</source>
            <translation>L'intervalle de réflectance est vide.</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <location filename="gui/results.py" />
            <source>Confidence</source>
            <translation>Confiance</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <source>Probability</source>
            <translation>Probabilité</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/model_text.py" />
            <location filename="gui/provenance_words.py" />
            <source>Segmenter</source>
            <translation>Segmenteur</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/model_text.py" />
            <location filename="gui/provenance_words.py" />
            <source>Detector</source>
            <translation>Détecteur</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/model_text.py" />
            <location filename="gui/provenance_words.py" />
            <source>Classifier</source>
            <translation>Classifieur</translation>
        </message>
        <message>
            <location filename="gui/map_tips.py" />
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <source>Acquired</source>
            <translation>Acquise</translation>
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
            <translation>Types de mines</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>mine</source>
            <translation>mine</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>no mine</source>
            <translation>pas une mine</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <location filename="gui/models_box.py" />
            <source>Bundled models</source>
            <translation>Modèles fournis</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>These are taken where nobody chooses others.</source>
            <translation>Ceux-ci sont pris quand personne n'en choisit d'autres.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>From the bundled models: {kinds}.</source>
            <translation>Des modèles fournis : {kinds}.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Which cells are searched is up to the bundled classifier, which knows nothing of these models. 'Search everywhere' lets them look at every cell.</source>
            <translation>Les cellules fouillées sont choisies par le classifieur fourni, qui ne sait rien de ces modèles. « Chercher partout » leur laisse voir chaque cellule.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Outlines of mines are those of the bundled segmenter; these models give the boxes beside them.</source>
            <translation>Les contours des mines sont ceux du segmenteur fourni ; ces modèles donnent les boîtes à côté.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Confidences rank the mines then, and are not calibrated.</source>
            <translation>Les confiances classent alors les mines et ne sont pas calibrées.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>This model can't be read. Install it again, or remove it.</source>
            <translation>Ce modèle ne peut pas être lu. Installez-le à nouveau, ou retirez-le.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Kind</source>
            <translation>Genre</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Bands needed</source>
            <translation>Bandes nécessaires</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Bands used</source>
            <translation>Bandes utilisées</translation>
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
            <translation>Trouve</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Licence</source>
            <translation>Licence</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>not stated</source>
            <translation>non indiquée</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Size</source>
            <translation>Taille</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Fingerprint</source>
            <translation>Empreinte</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>No real place has tested: {classes}. Runs leave it out unless told otherwise.</source>
            <translation>Aucun lieu réel n'a testé : {classes}. Les exécutions l'omettent sauf indication contraire.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Learnt from</source>
            <translation>Appris de</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Limits</source>
            <translation>Limites</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>can't be read</source>
            <translation>illisible</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>Figures</source>
            <translation>Chiffres</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>None with an interval: nobody has measured how good it is, or how surely.</source>
            <translation>Aucun avec intervalle : personne n'a mesuré sa qualité, ni avec quelle certitude.</translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>In brackets the 95 % interval over places.</source>
            <translation>Entre parenthèses, l'intervalle à 95 % sur les lieux.</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/model_text.py" />
            <source>%n more figures are in the model card.</source>
            <translation>
                <numerusform>%n autre chiffre figure dans la fiche du modèle.</numerusform>
                <numerusform>%n autres chiffres figurent dans la fiche du modèle.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/model_text.py" />
            <source>{metric} on {data}: {value} ({low} to {high}), {places}</source>
            <translation>{metric} sur {data} : {value} ({low} à {high}), {places}</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/model_text.py" />
            <source>%n places</source>
            <translation>
                <numerusform>%n lieu</numerusform>
                <numerusform>%n lieux</numerusform>
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
            <translation>Prendre des modèles d'un dossier sans les installer</translation>
        </message>
        <message>
            <location filename="gui/models_box.py" />
            <location filename="processing/search.py" />
            <source>Models from a folder</source>
            <translation>Modèles d'un dossier</translation>
        </message>
        <message>
            <location filename="gui/models_box.py" />
            <location filename="gui/models_controller.py" />
            <source>Folder with models</source>
            <translation>Dossier de modèles</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Look for models</source>
            <translation>Chercher des modèles</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Install models</source>
            <translation>Installer des modèles</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Look at an ONNX model</source>
            <translation>Examiner un modèle ONNX</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Remove models</source>
            <translation>Retirer des modèles</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Delete '{models}' from the disk?</source>
            <translation>Supprimer « {models} » du disque ?</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Set default models</source>
            <translation>Définir les modèles par défaut</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Read a model card</source>
            <translation>Lire la fiche d'un modèle</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>These models are installed already. Replace them?</source>
            <translation>Ces modèles sont déjà installés. Les remplacer ?</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is installed.</source>
            <translation>« {models} » est installé.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Left out, since no model needs it: {files}</source>
            <translation>Laissés de côté, car aucun modèle n'en a besoin : {files}</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is removed.</source>
            <translation>« {models} » est retiré.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>'{models}' is the default.</source>
            <translation>« {models} » est le modèle par défaut.</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Zip with models</source>
            <translation>Zip de modèles</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>Zip files (*.zip)</source>
            <translation>Fichiers zip (*.zip)</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>ONNX model with Deepness metadata</source>
            <translation>Modèle ONNX avec métadonnées Deepness</translation>
        </message>
        <message>
            <location filename="gui/models_controller.py" />
            <source>ONNX models (*.onnx)</source>
            <translation>Modèles ONNX (*.onnx)</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>What is known of the chosen model</source>
            <translation>Ce que l'on sait du modèle choisi</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>&amp;New…</source>
            <translation>&amp;Nouveaux…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Install models, or import an ONNX file; they are checked, and run no code.</source>
            <translation>Installer des modèles, ou importer un fichier ONNX ; ils sont vérifiés et n'exécutent aucun code.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>From a &amp;folder…</source>
            <translation>D'un &amp;dossier…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>From a &amp;zip…</source>
            <translation>D'un &amp;zip…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Import &amp;ONNX (Deepness)…</source>
            <translation>Importer &amp;ONNX (Deepness)…</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Set as de&amp;fault</source>
            <translation>Par dé&amp;faut</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>These models are chosen from now on, here and in Processing.</source>
            <translation>Ces modèles sont choisis dorénavant, ici et dans Traitement.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>&amp;Remove</source>
            <translation>&amp;Retirer</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Deletes installed models from the disk. Bundled ones stay.</source>
            <translation>Supprime du disque les modèles installés. Les modèles fournis restent.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>Model car&amp;d</source>
            <translation>Fic&amp;he du modèle</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>All that the makers of this model say of it: uses, figures, limits.</source>
            <translation>Tout ce que les auteurs de ce modèle en disent : usages, chiffres, limites.</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <location filename="gui/options_panel.py" />
            <source>&amp;Models</source>
            <translation>&amp;Modèles</translation>
        </message>
        <message>
            <location filename="gui/models_page.py" />
            <source>{models} (default)</source>
            <translation>{models} (par défaut)</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Search &amp;everywhere</source>
            <translation>Chercher part&amp;out</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Also run the detector and the segmenter where the classifier sees no mine. Slower.</source>
            <translation>Exécuter aussi le détecteur et le segmenteur là où le classifieur ne voit pas de mine. Plus lent.</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>How sure the models must be of what is shown. 'Few misses' shows more mines and more false alarms, 'Few false alarms' fewer of both.</source>
            <translation>À quel point les modèles doivent être sûrs de ce qui est montré. « Peu d'omissions » montre plus de mines et plus de fausses alarmes, « Peu de fausses alarmes » moins des deux.</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>By sensitivity</source>
            <translation>Par sensibilité</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Confidence from which a pixel counts as mine, in place of the sensitivity's. Lower finds more, also false ones.</source>
            <translation>Confiance à partir de laquelle un pixel compte comme mine, à la place de celle de la sensibilité. Plus bas trouve davantage, y compris du faux.</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Kind of search</source>
            <translation>&amp;Type</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>De&amp;vice</source>
            <translation>&amp;Périphérique</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Sensitivity</source>
            <translation>&amp;Sensibilité</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Threshold</source>
            <translation>Se&amp;uil</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>&amp;Results in</source>
            <translation>&amp;Résultats dans</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <location filename="gui/options_panel.py" />
            <source> (not usable)</source>
            <translation> (inutilisable)</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Sets of the choices below. What you change makes it your own choice.</source>
            <translation>Jeux des choix ci-dessous. Ce que vous modifiez en fait votre propre choix.</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Keep or delete presets</source>
            <translation>Garder ou supprimer des préréglages</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Save these choices as…</source>
            <translation>Enregistrer ces choix sous…</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Delete this preset</source>
            <translation>Supprimer ce préréglage</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Your own choice</source>
            <translation>Votre propre choix</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Save choices</source>
            <translation>Enregistrer les choix</translation>
        </message>
        <message>
            <location filename="gui/preset_box.py" />
            <source>Name of the preset:</source>
            <translation>Nom du préréglage :</translation>
        </message>
        <message>
            <location filename="gui/presets.py" />
            <location filename="gui/sensitivity.py" />
            <source>Balanced</source>
            <translation>Équilibrée</translation>
        </message>
        <message>
            <location filename="gui/presets.py" />
            <source>Quick look (cells only)</source>
            <translation>Aperçu rapide (cellules seules)</translation>
        </message>
        <message>
            <location filename="gui/presets.py" />
            <source>Search everything (slow)</source>
            <translation>Tout fouiller (lent)</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{done} of {total} cells</source>
            <translation>{done} cellules sur {total}</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{done} of {total} tiles</source>
            <translation>{done} tuiles sur {total}</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} may hold mines</source>
            <translation>{count} peuvent contenir des mines</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} boxes so far</source>
            <translation>{count} boîtes jusqu'ici</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>{count} mines so far</source>
            <translation>{count} mines jusqu'ici</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>less than a minute left</source>
            <translation>moins d'une minute restante</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>about {minutes} min left</source>
            <translation>environ {minutes} min restantes</translation>
        </message>
        <message>
            <location filename="gui/progress_text.py" />
            <source>about {hours} h {minutes} min left</source>
            <translation>environ {hours} h {minutes} min restantes</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <location filename="gui/report_layout.py" />
            <location filename="gui/result_fields.py" />
            <source>Where it comes from</source>
            <translation>D'où cela vient</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <source>Where the results of this run come from</source>
            <translation>D'où viennent les résultats de cette exécution</translation>
        </message>
        <message>
            <location filename="gui/provenance_view.py" />
            <source>&amp;Copy as text</source>
            <translation>Cop&amp;ier en texte</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <source>Scene</source>
            <translation>Scène</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>unknown</source>
            <translation>inconnu</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Area searched</source>
            <translation>Zone fouillée</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{area:,.0f} ha</source>
            <translation>{area:,.0f} ha</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Coordinate system</source>
            <translation>Système de coordonnées</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Bands</source>
            <translation>Bandes</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Reflectance</source>
            <translation>Réflectance</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="processing/search.py" />
            <source>Sensitivity</source>
            <translation>Sensibilité</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Where it searched</source>
            <translation>Où il a cherché</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="gui/result_fields.py" />
            <location filename="gui/runs_page.py" />
            <source>Run</source>
            <translation>Exécution</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{run_id}, of {created}</source>
            <translation>{run_id}, du {created}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>threshold {value:.3f}</source>
            <translation>seuil {value:.3f}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>without {classes}</source>
            <translation>sans {classes}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Left out as unsure</source>
            <translation>Laissées de côté car incertaines</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Left out by filters</source>
            <translation>Laissées de côté par les filtres</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>mines</source>
            <translation>mines</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>detections</source>
            <translation>détections</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Types by</source>
            <translation>Types selon</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Device</source>
            <translation>Périphérique</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Time</source>
            <translation>Durée</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{seconds:.0f} s</source>
            <translation>{seconds:.0f} s</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Settings</source>
            <translation>Choix</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Known sites that were found</source>
            <translation>Sites connus qui ont été trouvés</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Polygons that were mines</source>
            <translation>Polygones qui étaient des mines</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>False polygons per 1,000 km²</source>
            <translation>Polygones faux par 1 000 km²</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Mean error of the confidence</source>
            <translation>Erreur moyenne de la confiance</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>(95 % interval {low} to {high})</source>
            <translation>(intervalle à 95 % : de {low} à {high})</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{count} cases</source>
            <translation>{count} cas</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>{places} places</source>
            <translation>{places} lieux</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Classifier of types</source>
            <translation>Classifieur de types</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>value x {scale:g} {offset:+g}.</source>
            <translation>valeur x {scale:g} {offset:+g}.</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>This is a guess.</source>
            <translation>Ceci est une supposition.</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Threshold {value:.2f}, given by the user</source>
            <translation>Seuil {value:.2f}, donné par l'utilisateur</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Everywhere in the area</source>
            <translation>Partout dans la zone</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Where the classifier sees a mine, and around it</source>
            <translation>Là où le classifieur voit une mine, et autour</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>shown from {least:.2f} on</source>
            <translation>montrées à partir de {least:.2f}</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Calibrated on the scores of the three stages</source>
            <translation>Calibrée sur les notes des trois étapes</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <source>Not calibrated: it ranks the mines, and is no probability</source>
            <translation>Non calibrée : elle classe les mines et n'est pas une probabilité</translation>
        </message>
        <message>
            <location filename="gui/provenance_words.py" />
            <location filename="gui/run_controller.py" />
            <location filename="gui/unfinished_panel.py" />
            <source>{count} mines</source>
            <translation>{count} mines</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>searched on {time}</source>
            <translation>fouillé le {time}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/results.py" />
            <source>Mines in {scene}</source>
            <translation>Mines dans {scene}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>{count} on {area:,.1f} ha, in {searched:,.0f} ha searched</source>
            <translation>{count} sur {area:,.1f} ha, dans {searched:,.0f} ha fouillés</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/report_content.py" />
            <location filename="gui/run_facts.py" />
            <location filename="gui/runs_controller.py" />
            <source>%n mines</source>
            <translation>
                <numerusform>%n mine</numerusform>
                <numerusform>%n mines</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>The surest mines</source>
            <translation>Les mines les plus sûres</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>All mines, the surest first</source>
            <translation>Toutes les mines, les plus sûres d'abord</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>{scene}, run {run_id}, Mining Detector {version}</source>
            <translation>{scene}, exécution {run_id}, Mining Detector {version}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Image of {date}</source>
            <translation>Image du {date}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Image of an unknown date</source>
            <translation>Image de date inconnue</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Shown are {shown} of {all} of this run</source>
            <translation>{shown} sur {all} de cette exécution sont montrées</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>those with a confidence from {threshold:.2f} on</source>
            <translation>celles de confiance à partir de {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>without {types}</source>
            <translation>sans {types}</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/result_fields.py" />
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Count</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/result_fields.py" />
            <source>Area (ha)</source>
            <translation>Surface (ha)</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Mean confidence</source>
            <translation>Confiance moyenne</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/type_titles.py" />
            <source>Accepted</source>
            <translation>Accepté</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <location filename="gui/type_titles.py" />
            <source>Rejected</source>
            <translation>Rejeté</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>All</source>
            <translation>Toutes</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Confidence {confidence:.2f}, {area:,.1f} ha</source>
            <translation>Confiance {confidence:.2f}, {area:,.1f} ha</translation>
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
            <translation>Chaque polygone est ce que les modèles ont vu dans une image satellite. Il ne prouve pas une mine, et ne dit ni qui l'exploite ni si elle est autorisée. Vérifiez-le avant d'agir.</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>What the models missed is not in this report. Where no mine is shown there may still be one.</source>
            <translation>Ce que les modèles ont manqué n'est pas dans ce rapport. Là où aucune mine n'est montrée, il peut y en avoir une.</translation>
        </message>
        <message>
            <location filename="gui/report_content.py" />
            <source>Pixels of Sentinel-2 are 10 m wide. Outlines are no survey, areas are estimates, and sites below 0.1 ha are left out.</source>
            <translation>Les pixels de Sentinel-2 font 10 m de large. Les contours ne sont pas un levé, les surfaces sont des estimations, et les sites de moins de 0.1 ha sont laissés de côté.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Export report</source>
            <translation>Exporter le rapport</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>PDF document</source>
            <translation>Document PDF</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Gather the report</source>
            <translation>Rassembler le rapport</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Drawing the map</source>
            <translation>Dessin de la carte</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Write the map</source>
            <translation>Écrire la carte</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Report: {title}</source>
            <translation>Rapport : {title}</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Drawing the pages</source>
            <translation>Dessin des pages</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The report is in {path}</source>
            <translation>Le rapport est dans {path}</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Outlines: the wider the surer; dashed below a confidence of 0.50.</source>
            <translation>Contours : plus ils sont larges, plus c'est sûr ; en tirets sous une confiance de 0.50.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <location filename="gui/result_fields.py" />
            <source>What was found</source>
            <translation>Ce qui a été trouvé</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>How far it can be trusted</source>
            <translation>Jusqu'où s'y fier</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Measured with these models and this sensitivity on labelled places that the models had not been trained on. How they do elsewhere may differ.</source>
            <translation>Mesuré avec ces modèles et cette sensibilité sur des lieux étiquetés qui n'ont pas servi à entraîner les modèles. Ailleurs, cela peut différer.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>No figures were measured for these models with these settings.</source>
            <translation>Aucun chiffre n'a été mesuré pour ces modèles avec ces choix.</translation>
        </message>
        <message>
            <location filename="gui/report_layout.py" />
            <source>Left: true colour; right: confidence, brighter is surer. Coordinates: WGS 84.</source>
            <translation>À gauche : vraies couleurs ; à droite : confiance, plus clair est plus sûr. Coordonnées : WGS 84.</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Row</source>
            <translation>Ligne</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Number</source>
            <translation>Numéro</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Score</source>
            <translation>Note</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Classifier's score</source>
            <translation>Note du classifieur</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Detector's score</source>
            <translation>Note du détecteur</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Segmenter's score</source>
            <translation>Note du segmenteur</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Review</source>
            <translation>Vérification</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Type after review</source>
            <translation>Type après vérification</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Note</source>
            <translation>Remarque</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Searched closer</source>
            <translation>Examinée de près</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <location filename="processing/vectorise.py" />
            <source>Threshold</source>
            <translation>Seuil</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>Scores</source>
            <translation>Notes</translation>
        </message>
        <message>
            <location filename="gui/result_fields.py" />
            <source>As found</source>
            <translation>Tel que trouvé</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines</source>
            <translation>Mines</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Detections</source>
            <translation>Détections</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Cells looked at</source>
            <translation>Cellules examinées</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Searched so far</source>
            <translation>Fouillé jusqu'ici</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <location filename="processing/search.py" />
            <source>Area of interest</source>
            <translation>Zone d'intérêt</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines in {scene} (cancelled)</source>
            <translation>Mines dans {scene} (annulée)</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Mines in {scene} (interrupted)</source>
            <translation>Mines dans {scene} (interrompue)</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Outlines from {threshold:.2f}</source>
            <translation>Contours à partir de {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>This very run is under way, or waits for its turn, already.</source>
            <translation>Cette même exécution est déjà en cours, ou attend son tour.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Detecting in {scene}.</source>
            <translation>Détection dans {scene}.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Mines in {scene} (under way)</source>
            <translation>Mines dans {scene} (en cours)</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>The results are in {folder}</source>
            <translation>Les résultats sont dans {folder}</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>The project was closed: the run in {scene} ended. What it had finished can be gone on with.</source>
            <translation>Le projet a été fermé : l'exécution dans {scene} a pris fin. On peut continuer avec ce qu'elle avait terminé.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} detections</source>
            <translation>{count} détections</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} cells looked at</source>
            <translation>{count} cellules examinées</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Done.</source>
            <translation>Terminé.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>{count} more are left out as too unsure: 'Few misses' shows most of them.</source>
            <translation>{count} autres sont laissées de côté car trop incertaines : « Peu d'omissions » en montre la plupart.</translation>
        </message>
        <message>
            <location filename="gui/run_controller.py" />
            <source>Name them with 'Bands…' beside the image, or choose an image that has them.</source>
            <translation>Nommez-les avec « Bandes… » à côté de l'image, ou choisissez une image qui les a.</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/run_facts.py" />
            <source>%n detections</source>
            <translation>
                <numerusform>%n détection</numerusform>
                <numerusform>%n détections</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="gui/run_facts.py" />
            <source>%n cells</source>
            <translation>
                <numerusform>%n cellule</numerusform>
                <numerusform>%n cellules</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>{area:,.0f} ha searched</source>
            <translation>{area:,.0f} ha fouillés</translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>This run was ended before it was complete: a part of the area was not searched.</source>
            <translation>Cette exécution a pris fin avant d'être complète : une partie de la zone n'a pas été fouillée.</translation>
        </message>
        <message>
            <location filename="gui/run_facts.py" />
            <source>Read the results</source>
            <translation>Lire les résultats</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Confidence from which mines are shown</source>
            <translation>Confiance à partir de laquelle les mines sont montrées</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Hides mines of a smaller confidence, boxes of a smaller score, and the confidence raster below it. Nothing is deleted.</source>
            <translation>Cache les mines de confiance plus faible, les boîtes de note plus faible et le raster de confiance en dessous. Rien n'est supprimé.</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Co&amp;nfidence from</source>
            <translation>Con&amp;fiance dès</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Show &amp;all</source>
            <translation>&amp;Montrer tout</translation>
        </message>
        <message>
            <location filename="gui/run_filter_panel.py" />
            <source>Back to the run's own threshold, all types</source>
            <translation>Revenir au seuil de l'exécution, tous les types</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>&amp;Detect</source>
            <translation>&amp;Détecter</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Messages</source>
            <translation>Messages</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Runs that wait</source>
            <translation>Exécutions en attente</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Runs that wait, the next one first</source>
            <translation>Exécutions en attente, la prochaine d'abord</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Take this run out of the queue</source>
            <translation>Retirer cette exécution de la file</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Searches this when the run under way has ended</source>
            <translation>Cherche ceci quand l'exécution en cours sera terminée</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Queued: {count}</source>
            <translation>En file : {count}</translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Warning: </source>
            <translation>Avertissement : </translation>
        </message>
        <message>
            <location filename="gui/run_panel.py" />
            <source>Error: </source>
            <translation>Erreur : </translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>{shown} of {all} shown, {area:,.1f} ha</source>
            <translation>{shown} sur {all} montrées, {area:,.1f} ha</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Folder with results</source>
            <translation>Dossier de résultats</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Open the results</source>
            <translation>Ouvrir les résultats</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Export mines</source>
            <translation>Exporter les mines</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>The mines are in {path}</source>
            <translation>Les mines sont dans {path}</translation>
        </message>
        <message numerus="yes">
            <location filename="gui/runs_controller.py" />
            <source>%n outlines</source>
            <translation>
                <numerusform>%n contour</numerusform>
                <numerusform>%n contours</numerusform>
            </translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>{count} from {threshold:.2f} on</source>
            <translation>{count} à partir de {threshold:.2f}</translation>
        </message>
        <message>
            <location filename="gui/runs_controller.py" />
            <source>Draw outlines</source>
            <translation>Dessiner les contours</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Cance&amp;l</source>
            <translation>Annu&amp;ler</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Run</source>
            <translation>&amp;Exécution</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Open…</source>
            <translation>&amp;Ouvrir…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Add the results of an earlier run from its folder</source>
            <translation>Ajouter les résultats d'une exécution antérieure depuis son dossier</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Zoom</source>
            <translation>&amp;Zoom</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Show the whole area of this run on the map</source>
            <translation>Montrer toute la zone de cette exécution sur la carte</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Export re&amp;port…</source>
            <translation>Exporter le &amp;rapport…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>A PDF with a map, tables, the surest mines and where it all comes from</source>
            <translation>Un PDF avec une carte, des tables, les mines les plus sûres et l'origine de tout cela</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Keep the layout</source>
            <translation>Garder la mise en pa&amp;ge</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Adds the report's layout to Project &gt; Layouts, where it can be edited</source>
            <translation>Ajoute la mise en page du rapport à Projet &gt; Mises en page, où elle peut être modifiée</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>E&amp;xport mines…</source>
            <translation>E&amp;xporter les mines…</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>The mines that are shown now, as another file</source>
            <translation>Les mines montrées actuellement, dans un autre fichier</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Open &amp;folder</source>
            <translation>Ouvrir le do&amp;ssier</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Load &amp;settings</source>
            <translation>&amp;Charger les choix</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Take this run's choices over to the page 'Detect'</source>
            <translation>Reprendre les choix de cette exécution sur la page « Détecter »</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Re&amp;move</source>
            <translation>Re&amp;tirer</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Take this run out of the project; its files stay</source>
            <translation>Retirer cette exécution du projet ; ses fichiers restent</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Ne&amp;w outlines from</source>
            <translation>&amp;Nouveaux contours dès</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>&amp;Draw</source>
            <translation>&amp;Dessiner</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>Draws new outlines from the confidence raster, for any probability; no model runs.</source>
            <translation>Dessine de nouveaux contours d'après le raster de confiance, pour n'importe quelle probabilité ; aucun modèle n'est exécuté.</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>What is shown</source>
            <translation>Ce qui est montré</translation>
        </message>
        <message>
            <location filename="gui/runs_page.py" />
            <source>This project holds no run yet. Detect mines, or open the folder of an earlier run.</source>
            <translation>Ce projet ne contient encore aucune exécution. Détectez des mines, ou ouvrez le dossier d'une exécution antérieure.</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>From stored numbers to reflectance</source>
            <translation>Des nombres stockés à la réflectance</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>State scale and offset &amp;yourself</source>
            <translation>Indiquer soi-&amp;même échelle et décalage</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>Reflectance = stored number × scale + offset.</source>
            <translation>Réflectance = nombre stocké × échelle + décalage.</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>&amp;Scale</source>
            <translation>Éc&amp;helle</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>&amp;Offset</source>
            <translation>&amp;Décalage</translation>
        </message>
        <message>
            <location filename="gui/scaling_dialog.py" />
            <source>Sentinel-2 products since January 2022: scale 0.0001, offset -0.1. Older ones: scale 0.0001, offset 0. The layer keeps what you state.</source>
            <translation>Produits Sentinel-2 depuis janvier 2022 : échelle 0.0001, décalage -0.1. Plus anciens : échelle 0.0001, décalage 0. La couche garde ce que vous indiquez.</translation>
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Few misses</source>
            <translation>Peu d'omissions</translation>
        </message>
        <message>
            <location filename="gui/sensitivity.py" />
            <source>Few false alarms</source>
            <translation>Peu de fausses alarmes</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Detect mines in {scene}</source>
            <translation>Détecter les mines dans {scene}</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Recover mines in {scene}</source>
            <translation>Récupérer les mines dans {scene}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>True colour</source>
            <translation>Vraies couleurs</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>False colour</source>
            <translation>Fausses couleurs</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>SWIR</source>
            <translation>SWIR</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>Needs {bands}: the image lacks it, or it is not named.</source>
            <translation>A besoin de {bands} : l'image ne l'a pas, ou elle n'est pas nommée.</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>Red, green, blue: {bands}</source>
            <translation>Rouge, vert, bleu : {bands}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>{band}: reflectance {low} to {high}</source>
            <translation>{band} : réflectance de {low} à {high}</translation>
        </message>
        <message>
            <location filename="gui/thumbnails.py" />
            <source>no {bands}</source>
            <translation>sans {bands}</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Open pit or quarry</source>
            <translation>Mine à ciel ouvert ou carrière</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Waste dump</source>
            <translation>Halde à stériles</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Tailings pond</source>
            <translation>Bassin de résidus miniers</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Artisanal mine scar</source>
            <translation>Trace de mine artisanale</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Other mine ground</source>
            <translation>Autre terrain minier</translation>
        </message>
        <message>
            <location filename="gui/type_titles.py" />
            <source>Not reviewed</source>
            <translation>Non vérifié</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>Look for unfinished runs</source>
            <translation>Chercher les exécutions inachevées</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>Remove an unfinished run</source>
            <translation>Supprimer une exécution inachevée</translation>
        </message>
        <message>
            <location filename="gui/unfinished_controller.py" />
            <source>What the run had finished is loaded. It is no complete result. Folder: {folder}</source>
            <translation>Ce que l'exécution avait terminé est chargé. Ce n'est pas un résultat complet. Dossier : {folder}</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>This run was interrupted:</source>
            <translation>Cette exécution a été interrompue :</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Interrupted runs</source>
            <translation>Exécutions interrompues</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Recover</source>
            <translation>Récupérer</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Load what was finished. It is no complete result, and says so.</source>
            <translation>Charger ce qui a été terminé. Ce n'est pas un résultat complet, et il le dit.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Run the rest. Stages that are complete are not done again.</source>
            <translation>Exécuter le reste. Les étapes complètes ne sont pas refaites.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Discard</source>
            <translation>Abandonner</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Delete what was finished from the disk.</source>
            <translation>Supprimer du disque ce qui a été terminé.</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>These runs were interrupted:</source>
            <translation>Ces exécutions ont été interrompues :</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{scene}, {time}</source>
            <translation>{scene}, {time}</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{count} cells</source>
            <translation>{count} cellules</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>{count} boxes</source>
            <translation>{count} boîtes</translation>
        </message>
        <message>
            <location filename="gui/unfinished_panel.py" />
            <source>Finished: {parts}.</source>
            <translation>Terminé : {parts}.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Find mines</source>
            <translation>Trouver les mines</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Sensitivity: 'Few misses' shows more and more false alarms, 'Few false alarms' fewer of both.</source>
            <translation>Sensibilité : « Peu d'omissions » montre davantage et plus de fausses alarmes, « Peu de fausses alarmes » moins des deux.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>The raster needs a file behind it. Where it does not name its bands, name them in its order in 'Bands', such as B02,B03,B04,B08 (a dash leaves one out). Tiles side by side, or the band files of one image, are searched as one image: choose the others in 'Further rasters'.</source>
            <translation>Le raster doit reposer sur un fichier. S'il ne nomme pas ses bandes, nommez-les dans son ordre dans « Bandes », comme B02,B03,B04,B08 (un tiret en omet une). Les tuiles voisines, ou les fichiers de bandes d'une image, sont fouillés comme une seule image : choisissez les autres dans « Autres rasters ».</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>A cancelled run keeps what was finished, and says where. The detection environment must be set up once: 'Set up the environment'.</source>
            <translation>Une exécution annulée garde ce qui est terminé, et dit où. L'environnement de détection doit être installé une fois : « Installer l'environnement ».</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Sentinel-2 raster</source>
            <translation>Raster Sentinel-2</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Level 1C or 2A, 3 to 13 bands; red, green and blue must be among them.</source>
            <translation>Niveau 1C ou 2A, 3 à 13 bandes ; le rouge, le vert et le bleu doivent en faire partie.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Polygons in any CRS. Empty: the whole raster.</source>
            <translation>Polygones dans n'importe quel SCR. Vide : tout le raster.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Output folder</source>
            <translation>Dossier de sortie</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>An older result in it is replaced.</source>
            <translation>Un résultat plus ancien qui s'y trouve est remplacé.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Add the results to the project</source>
            <translation>Ajouter les résultats au projet</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Loads the result layers with their styles.</source>
            <translation>Charge les couches de résultats avec leurs styles.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Number of features: {layer}</source>
            <translation>Nombre d'entités : {layer}</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>How sure the models must be of what is shown.</source>
            <translation>À quel point les modèles doivent être sûrs de ce qui est montré.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Threshold (empty: by sensitivity)</source>
            <translation>Seuil (vide : selon la sensibilité)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Least probability of mine ground. It wins over the sensitivity: every outline is shown then.</source>
            <translation>Probabilité minimale de terrain minier. Elle prime sur la sensibilité : chaque contour est alors montré.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Search everywhere (slower)</source>
            <translation>Chercher partout (plus lent)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Look closer at all cells, not only at those that the classifier lets through.</source>
            <translation>Examiner de près toutes les cellules, pas seulement celles que le classifieur laisse passer.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Further rasters of the same image</source>
            <translation>Autres rasters de la même image</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Tiles side by side on one grid, or the other band files of the image.</source>
            <translation>Tuiles voisines sur une même grille, ou les autres fichiers de bandes de l'image.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Bands in the raster's order (empty: as the file names them)</source>
            <translation>Bandes dans l'ordre du raster (vide : telles que le fichier les nomme)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Such as B02,B03,B04,B08; a dash leaves a band out.</source>
            <translation>Comme B02,B03,B04,B08 ; un tiret omet une bande.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Device (auto, cpu, cuda:0 …)</source>
            <translation>Périphérique (auto, cpu, cuda:0 …)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>'auto' takes a GPU where one works, else the processor.</source>
            <translation>'auto' prend un GPU s'il y en a un qui fonctionne, sinon le processeur.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Haze</source>
            <translation>Brume</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Remove false hits</source>
            <translation>Retirer les fausses détections</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Also look for untested classes</source>
            <translation>Chercher aussi les classes non testées</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>What a model's card names as untested is left out otherwise.</source>
            <translation>Sinon, ce que la fiche d'un modèle indique comme non testé est laissé de côté.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Models (empty: the default ones)</source>
            <translation>Modèles (vide : ceux par défaut)</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>'bundled', or the name of models that the Models page lists. The default ones are those that were set there, else the bundled. Scripts may give a folder.</source>
            <translation>'bundled', ou le nom de modèles que liste la page Modèles. Ceux par défaut sont ceux qui y ont été choisis, sinon ceux fournis. Les scripts peuvent donner un dossier.</translation>
        </message>
        <message>
            <location filename="processing/search.py" />
            <source>Models that are not installed: a folder with the folders classifier, detector, segmenter; what is missing is the bundled one. It wins over 'Models'.</source>
            <translation>Modèles qui ne sont pas installés : un dossier contenant les dossiers classifier, detector, segmenter ; ce qui manque est pris parmi les modèles fournis. Il prime sur « Modèles ».</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Detect mines</source>
            <translation>Détecter les mines</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mines as polygons with type, confidence and area</source>
            <translation>Trouve les mines sous forme de polygones avec type, confiance et surface</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mines in a Sentinel-2 raster with 3 to 13 bands and writes results.gpkg (layers mines, detections, cells, aoi, run) and confidence.tif to the output folder.</source>
            <translation>Trouve les mines dans un raster Sentinel-2 de 3 à 13 bandes et écrit results.gpkg (couches mines, detections, cells, aoi, run) et confidence.tif dans le dossier de sortie.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Classify cells</source>
            <translation>Classer les cellules</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Scores each cell of an area by whether it may hold a mine</source>
            <translation>Note chaque cellule d'une zone selon qu'elle peut contenir une mine</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the first model alone: it gives each cell of the area a score 0-1, and says which cells 'Detect mines' would search. Writes results.gpkg (layers cells, aoi, run) to the output folder. Quick: for a first look at a large area.</source>
            <translation>Exécute le premier modèle seul : il donne à chaque cellule de la zone une note de 0 à 1 et indique les cellules que « Détecter les mines » examinerait. Écrit results.gpkg (couches cells, aoi, run) dans le dossier de sortie. Rapide : pour un premier regard sur une grande zone.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Detect boxes around mines</source>
            <translation>Détecter des boîtes autour des mines</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Finds mine sites as boxes with type and score</source>
            <translation>Trouve les sites miniers sous forme de boîtes avec type et note</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the classifier and the detector alone: boxes around whole mine sites, with type and score. Writes results.gpkg (layers detections, cells, aoi, run) to the output folder.</source>
            <translation>Exécute le classifieur et le détecteur seuls : des boîtes autour de sites miniers entiers, avec type et note. Écrit results.gpkg (couches detections, cells, aoi, run) dans le dossier de sortie.</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Segment mine ground</source>
            <translation>Segmenter le terrain minier</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Gives each pixel the probability of mine ground, by type</source>
            <translation>Donne à chaque pixel la probabilité de terrain minier, par type</translation>
        </message>
        <message>
            <location filename="processing/searches.py" />
            <source>Runs the segmenter alone, on every pixel of the area: confidence.tif holds the probability of any mine, and of each type in a band of its own (0-254, 255 is nodata). No classifier rules ground out and no outlines are drawn; 'Outlines from confidence' draws them by a threshold of your choice.</source>
            <translation>Exécute le segmenteur seul, sur chaque pixel de la zone : confidence.tif contient la probabilité d'une mine quelconque, et celle de chaque type dans sa propre bande (0-254, 255 = sans donnée). Aucun classifieur n'écarte de terrain et aucun contour n'est dessiné ; « Contours d'après la confiance » les dessine avec le seuil de votre choix.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Set-up</source>
            <translation>Installation</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Set up the environment</source>
            <translation>Installer l'environnement</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Makes or checks the Python environment that detection runs in</source>
            <translation>Crée ou vérifie l'environnement Python dans lequel tourne la détection</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Makes the Python environment that the models run in, outside of QGIS's own Python; one that works is left as it is. Downloads about 100 MB and takes about 400 MB of disk.

Without a network, name a folder of wheels, or a Python 3.11 or newer that has the packages already. What you name is kept for this QGIS profile, as if you had named it in the Mining Detector panel.</source>
            <translation>Crée l'environnement Python dans lequel tournent les modèles, en dehors du Python de QGIS ; un environnement qui fonctionne est laissé tel quel. Télécharge environ 100 Mo et prend environ 400 Mo sur le disque.

Sans réseau, indiquez un dossier de fichiers wheel, ou un Python 3.11 ou plus récent qui a déjà les paquets. Ce que vous indiquez est conservé pour ce profil QGIS, comme si vous l'aviez indiqué dans le panneau Mining Detector.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Folder of wheels (empty: package index)</source>
            <translation>Dossier de wheels (vide : index de paquets)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Nothing is fetched from a network then.</source>
            <translation>Rien n'est alors téléchargé d'un réseau.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>My Python (empty: an environment is made)</source>
            <translation>Mon Python (vide : un environnement est créé)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Programs (*)</source>
            <translation>Programmes (*)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>It must have the packages already; it is used as it is.</source>
            <translation>Il doit déjà avoir les paquets ; il est utilisé tel quel.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Packages (empty: as before)</source>
            <translation>Paquets (vide : comme avant)</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>The large set runs the models on an NVIDIA GPU under Linux: 3 GB to download, 6 GB on disk. The medium one halves their time on new processors: AMD Zen 4 and later, Intel Xeon from Sapphire Rapids on.</source>
            <translation>Le grand ensemble exécute les modèles sur un GPU NVIDIA sous Linux : 3 Go à télécharger, 6 Go sur le disque. Le moyen divise leur durée par deux sur les processeurs récents : AMD Zen 4 et suivants, Intel Xeon à partir de Sapphire Rapids.</translation>
        </message>
        <message>
            <location filename="processing/set_up.py" />
            <source>Python that detection runs in</source>
            <translation>Python dans lequel tourne la détection</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Work with results</source>
            <translation>Travailler avec les résultats</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Outlines from confidence</source>
            <translation>Contours d'après la confiance</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Draws the outlines of a finished run by another threshold</source>
            <translation>Dessine les contours d'une exécution terminée avec un autre seuil</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Draws outlines from the confidence.tif of 'Detect mines' or 'Segment mine ground' where the probability of any mine reaches the threshold. Each outline gets its type by majority, its area, and the mean probability as score_segmenter. No model runs, so it takes seconds.

The outlines are those that 'Detect mines' draws at this threshold before any precision filter, but for steps of 0.004 in which probabilities are stored. They have no confidence of all three models.

The detection environment must be set up once ('Set up the environment'): it holds the libraries that read the raster and join the outlines as a run does. No models and no GPU are used.</source>
            <translation>Dessine des contours d'après le confidence.tif de « Détecter les mines » ou « Segmenter le terrain minier », là où la probabilité d'une mine quelconque atteint le seuil. Chaque contour reçoit son type à la majorité, sa surface et la probabilité moyenne comme score_segmenter. Aucun modèle n'est exécuté, cela prend donc quelques secondes.

Les contours sont ceux que « Détecter les mines » dessine à ce seuil avant tout filtre de précision, aux pas de 0.004 près dans lesquels les probabilités sont stockées. Ils n'ont pas de confiance des trois modèles.

L'environnement de détection doit être installé une fois (« Installer l'environnement ») : il contient les bibliothèques qui lisent le raster et assemblent les contours comme le fait une exécution. Ni modèles ni GPU ne sont utilisés.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Confidence raster</source>
            <translation>Raster de confiance</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>The confidence.tif of a run.</source>
            <translation>Le confidence.tif d'une exécution.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Least probability of any mine.</source>
            <translation>Probabilité minimale d'une mine quelconque.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Least area (hectares)</source>
            <translation>Surface minimale (hectares)</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Smaller outlines are dropped.</source>
            <translation>Les contours plus petits sont écartés.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Outlines</source>
            <translation>Contours</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>A GeoPackage; one that is there is replaced.</source>
            <translation>Un GeoPackage ; s'il existe déjà, il est remplacé.</translation>
        </message>
        <message>
            <location filename="processing/vectorise.py" />
            <source>Number of outlines</source>
            <translation>Nombre de contours</translation>
        </message>
        <message>
            <location filename="translation.py" />
            <source>1,000</source>
            <translation>1 000</translation>
        </message>
        <message>
            <location filename="client/child.py" />
            <source>{command} could not be started: {error_strerror}.</source>
            <translation>{command} n'a pas pu être démarré : {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/child.py" />
            <source>Check the path of the Python interpreter, or set up the environment again.</source>
            <translation>Vérifiez le chemin de l'interpréteur Python, ou installez à nouveau l'environnement.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The Python interpreter {interpreter} does not exist.</source>
            <translation>L'interpréteur Python {interpreter} n'existe pas.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Name another one in the settings, or clear that setting.</source>
            <translation>Indiquez-en un autre dans les paramètres, ou videz ce paramètre.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The detection environment is not set up yet.</source>
            <translation>L'environnement de détection n'est pas encore installé.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Open the Mining Detector panel in QGIS and click 'Set up', or run 'python3 -m mining_detector_plugin.client' in the folder that holds the plugin.</source>
            <translation>Ouvrez le panneau Mining Detector dans QGIS et cliquez sur « Installer », ou exécutez 'python3 -m mining_detector_plugin.client' dans le dossier qui contient l'extension.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Looking for Python</source>
            <translation>Recherche de Python</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Waiting for another QGIS that is setting up</source>
            <translation>Attente d'un autre QGIS qui installe l'environnement</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Checking the packages</source>
            <translation>Vérification des paquets</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The environment works.</source>
            <translation>L'environnement fonctionne.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Ready</source>
            <translation>Prêt</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The environment does not work: {health_reason}</source>
            <translation>L'environnement ne fonctionne pas : {health_reason}</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} is Python {interpreter_minor}, and {oldest}.{oldest_2} or newer is needed.</source>
            <translation>{path} est Python {interpreter_minor}, et il faut {oldest}.{oldest_2} ou plus récent.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Name another interpreter in the settings.</source>
            <translation>Indiquez un autre interpréteur dans les paramètres.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{path} can't run the engine: {health_reason}.</source>
            <translation>{path} ne peut pas exécuter le moteur : {health_reason}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Install them there ('{path}' -m pip install --upgrade {names}), or clear the setting and let the plugin make an environment.</source>
            <translation>Installez-les là ('{path}' -m pip install --upgrade {names}), ou videz le paramètre et laissez l'extension créer un environnement.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The set of packages for an NVIDIA GPU can be made on Linux only.</source>
            <translation>L'ensemble de paquets pour un GPU NVIDIA ne peut être créé que sous Linux.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Take the set for the processor, or name a Python that has torch with CUDA.</source>
            <translation>Prenez l'ensemble pour le processeur, ou indiquez un Python qui a torch avec CUDA.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{folder} has {free} MB free, and the environment needs {needed} MB while it is set up.</source>
            <translation>{folder} a {free} Mo libres, et l'environnement a besoin de {needed} Mo pendant son installation.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Free some space, or name another folder in the variable MINING_DETECTOR_HOME.</source>
            <translation>Libérez de la place, ou indiquez un autre dossier dans la variable MINING_DETECTOR_HOME.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{error_filename} can't be written: {error_strerror}.</source>
            <translation>Impossible d'écrire dans {error_filename} : {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Make it writable, or name another folder in the variable MINING_DETECTOR_HOME.</source>
            <translation>Autorisez-y l'écriture, ou indiquez un autre dossier dans la variable MINING_DETECTOR_HOME.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>{timezone_utc} set up {name} {key}</source>
            <translation>{timezone_utc} installer {name} {key}</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Checking the wheels</source>
            <translation>Vérification des wheels</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>The new environment does not work: {health_reason}.</source>
            <translation>Le nouvel environnement ne fonctionne pas : {health_reason}.</translation>
        </message>
        <message>
            <location filename="client/environment.py" />
            <source>Set it up again. If that does not help, name your own Python in the settings.</source>
            <translation>Installez-le à nouveau. Si cela n'aide pas, indiquez votre propre Python dans les paramètres.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>This release has newer packages. The old ones work until you set up.</source>
            <translation>Cette version a des paquets plus récents. Les anciens fonctionnent jusqu'à la mise à jour.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The chosen set of packages is not set up; another one is used.</source>
            <translation>L'ensemble de paquets choisi n'est pas installé ; un autre est utilisé.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The Python {base} is gone or was replaced.</source>
            <translation>Le Python {base} n'est plus là ou a été remplacé.</translation>
        </message>
        <message>
            <location filename="client/environment_state.py" />
            <source>The Python it was made from is gone or was replaced.</source>
            <translation>Le Python dont il a été créé n'est plus là ou a été remplacé.</translation>
        </message>
        <message>
            <location filename="client/errors.py" />
            <source>Cancelled.</source>
            <translation>Annulé.</translation>
        </message>
        <message>
            <location filename="client/errors.py" />
            <source>Start again when you like.</source>
            <translation>Recommencez quand vous voulez.</translation>
        </message>
        <message>
            <location filename="client/install_lock.py" />
            <source>Another QGIS is setting up the detection environment.</source>
            <translation>Un autre QGIS est en train d'installer l'environnement de détection.</translation>
        </message>
        <message>
            <location filename="client/install_lock.py" />
            <source>Wait until it is done and try again.</source>
            <translation>Attendez qu'il ait terminé et réessayez.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Making an environment with {name}</source>
            <translation>Création d'un environnement avec {name}</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Python could not make an environment: {outputs}.</source>
            <translation>Python n'a pas pu créer d'environnement : {outputs}.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>On Debian and Ubuntu install python3-venv; elsewhere install Python from python.org, or name your own interpreter in the settings.</source>
            <translation>Sous Debian et Ubuntu, installez python3-venv ; ailleurs, installez Python depuis python.org, ou indiquez votre propre interpréteur dans les paramètres.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Looking for the packages</source>
            <translation>Recherche des paquets</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>The packages could not be installed with {name}: {output}.</source>
            <translation>Les paquets n'ont pas pu être installés avec {name} : {output}.</translation>
        </message>
        <message>
            <location filename="client/installers.py" />
            <source>Check the network and proxy, or set up from a folder of wheels.</source>
            <translation>Vérifiez le réseau et le proxy, ou installez depuis un dossier de wheels.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>{path} is not a Python interpreter that can be started.</source>
            <translation>{path} n'est pas un interpréteur Python qui puisse être démarré.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>Choose the python program of a Python 3.11 or newer.</source>
            <translation>Choisissez le programme python d'un Python 3.11 ou plus récent.</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>No Python {oldest}.{oldest_2} or newer was found ({found}).</source>
            <translation>Aucun Python {oldest}.{oldest_2} ou plus récent n'a été trouvé ({found}).</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>No Python {oldest}.{oldest_2} or newer was found (none at all).</source>
            <translation>Aucun Python {oldest}.{oldest_2} ou plus récent n'a été trouvé (aucun du tout).</translation>
        </message>
        <message>
            <location filename="client/interpreters.py" />
            <source>Install Python from python.org or your system's packages, or name an interpreter in the settings.</source>
            <translation>Installez Python depuis python.org ou les paquets de votre système, ou indiquez un interpréteur dans les paramètres.</translation>
        </message>
        <message>
            <location filename="client/lock_file.py" />
            <source>The plugin's list of packages has a marker that can't be read: {marker}.</source>
            <translation>La liste de paquets de l'extension a un marqueur illisible : {marker}.</translation>
        </message>
        <message>
            <location filename="client/lock_file.py" />
            <source>Install the plugin again.</source>
            <translation>Installez à nouveau l'extension.</translation>
        </message>
        <message>
            <location filename="client/made_environment.py" />
            <source>{folder} can't be moved: {error_strerror}.</source>
            <translation>{folder} ne peut pas être déplacé : {error_strerror}.</translation>
        </message>
        <message>
            <location filename="client/made_environment.py" />
            <source>Wait until all runs have ended, close other windows of QGIS, and try again.</source>
            <translation>Attendez la fin de toutes les exécutions, fermez les autres fenêtres de QGIS, et réessayez.</translation>
        </message>
        <message>
            <location filename="client/model_library.py" />
            <source>There are no models named '{choice}'.</source>
            <translation>Il n'y a pas de modèles nommés « {choice} ».</translation>
        </message>
        <message>
            <location filename="client/model_library.py" />
            <source>Choose a folder, or one of {value}.</source>
            <translation>Choisissez un dossier, ou l'un de {value}.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>The run in {hidden_parent} is still under way.</source>
            <translation>L'exécution dans {hidden_parent} est encore en cours.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>Wait for its end, or cancel it in the QGIS that it runs in.</source>
            <translation>Attendez sa fin, ou annulez-la dans le QGIS où elle tourne.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>The unfinished run in {hidden_parent} can't be removed.</source>
            <translation>L'exécution inachevée dans {hidden_parent} ne peut pas être supprimée.</translation>
        </message>
        <message>
            <location filename="client/unfinished.py" />
            <source>Close the program that has its files open.</source>
            <translation>Fermez le programme qui a ses fichiers ouverts.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>{python} is no version of Python.</source>
            <translation>{python} n'est pas une version de Python.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Give it as 3.12.</source>
            <translation>Donnez-la sous la forme 3.12.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>There are no wheels in {folder}.</source>
            <translation>Il n'y a pas de fichiers wheel dans {folder}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Choose a folder that holds .whl files, or take the packages from the network.</source>
            <translation>Choisissez un dossier qui contient des fichiers .whl, ou prenez les paquets du réseau.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>The folder {folder} lacks {count} of {count_2} packages for {target_title}: {missing}.</source>
            <translation>Il manque au dossier {folder} {count} paquets sur {count_2} pour {target_title} : {missing}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>On a computer with a network run: python3 -m mining_detector_plugin.client download-wheels FOLDER --platform {target_name} --python {target_version}.{target_version_2}</source>
            <translation>Sur un ordinateur avec réseau, exécutez : python3 -m mining_detector_plugin.client download-wheels FOLDER --platform {target_name} --python {target_version}.{target_version_2}</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>These wheels are not the ones that the plugin was made with: {changed}.</source>
            <translation>Ces wheels ne sont pas ceux avec lesquels l'extension a été faite : {changed}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Fetch them again; a copy may have been cut off.</source>
            <translation>Téléchargez-les à nouveau ; une copie a pu être coupée.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>pip could not fetch the wheels for {target_title}.</source>
            <translation>pip n'a pas pu télécharger les wheels pour {target_title}.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>Read its last lines; check the network, the proxy, and whether pip is there.</source>
            <translation>Lisez ses dernières lignes ; vérifiez le réseau, le proxy, et que pip est là.</translation>
        </message>
        <message>
            <location filename="client/wheels.py" />
            <source>{source} is neither a folder of wheels nor a zip of one.</source>
            <translation>{source} n'est ni un dossier de wheels ni un zip d'un tel dossier.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The worker speaks protocol {value}, the plugin speaks {protocol}.</source>
            <translation>Le processus de travail parle le protocole {value}, l'extension le {protocol}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Restart QGIS, so that both come from the same release of the plugin.</source>
            <translation>Redémarrez QGIS, afin que les deux viennent de la même version de l'extension.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker did not start (exit code {code}): {last}.</source>
            <translation>Le processus de détection n'a pas démarré (code de sortie {code}) : {last}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker did not start (exit code {code}): no output.</source>
            <translation>Le processus de détection n'a pas démarré (code de sortie {code}) : aucune sortie.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Set up the environment again; if you named your own Python, check that it has the packages.</source>
            <translation>Installez à nouveau l'environnement ; si vous avez indiqué votre propre Python, vérifiez qu'il a les paquets.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker stopped (exit code {code}): {last}.</source>
            <translation>Le processus de détection s'est arrêté (code de sortie {code}) : {last}.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>The detection worker stopped (exit code {code}): no output.</source>
            <translation>Le processus de détection s'est arrêté (code de sortie {code}) : aucune sortie.</translation>
        </message>
        <message>
            <location filename="client/worker.py" />
            <source>Try a smaller area or the CPU. If it happens again, report it with the worker's last lines.</source>
            <translation>Essayez une zone plus petite ou le processeur. Si cela se reproduit, signalez-le avec les dernières lignes du processus.</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>its inputs are {found}, and one of (batch, channels, height, width) is wanted</source>
            <translation>ses entrées sont {found}, et une de (batch, channels, height, width) est attendue</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape} for tiles of {shape}</source>
            <translation>il donne {output_shape} pour des tuiles de {shape}</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape} classes, {count} are named</source>
            <translation>il donne {output_shape} classes, {count} sont nommées</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>it gives {output_shape}, which are no boxes of {count} classes in this form</source>
            <translation>il donne {output_shape}, qui ne sont pas des boîtes de {count} classes sous cette forme</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>The model {pack_name} in {pack_folder} can't be run: {detail}.</source>
            <translation>Le modèle {pack_name} dans {pack_folder} ne peut pas être exécuté : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/adapter.py" />
            <source>Import it again, or get an unbroken copy of the ONNX file.</source>
            <translation>Importez-le à nouveau, ou procurez-vous une copie intacte du fichier ONNX.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest lies outside the scene {scene_name}.</source>
            <translation>La zone d'intérêt se trouve hors de la scène {scene_name}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it over the scene, or choose the scene that covers it.</source>
            <translation>Dessinez-la sur la scène, ou choisissez la scène qui la couvre.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest is so small that it holds no pixel centre.</source>
            <translation>La zone d'intérêt est si petite qu'elle ne contient le centre d'aucun pixel.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a larger one.</source>
            <translation>Dessinez-en une plus grande.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest is not a GeoJSON geometry ({error}).</source>
            <translation>La zone d'intérêt n'est pas une géométrie GeoJSON ({error}).</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Give {{"geometry": {{"type": "Polygon", "coordinates": ...}}, "crs": "EPSG:4326"}}.</source>
            <translation>Donnez {{"geometry": {{"type": "Polygon", "coordinates": ...}}, "crs": "EPSG:4326"}}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The area of interest</source>
            <translation>La zone d'intérêt</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>There is no file {path}.</source>
            <translation>Il n'y a pas de fichier {path}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Check the path of the area of interest.</source>
            <translation>Vérifiez le chemin de la zone d'intérêt.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{path} can't be read as a vector file ({error}).</source>
            <translation>{path} ne peut pas être lu comme fichier vecteur ({error}).</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Choose a GeoPackage, GeoJSON or Shapefile with polygons.</source>
            <translation>Choisissez un GeoPackage, GeoJSON ou Shapefile avec des polygones.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has a coordinate reference system that is not known: {text}.</source>
            <translation>{owner} a un système de coordonnées de référence qui n'est pas connu : {text}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Give one such as EPSG:4326.</source>
            <translation>Donnez-en un tel que EPSG:4326.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} does not say in which coordinate reference system (CRS) it is.</source>
            <translation>{owner} n'indique pas dans quel système de coordonnées de référence (SCR) elle est.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Save it with a CRS.</source>
            <translation>Enregistrez-la avec un SCR.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has no polygon.</source>
            <translation>{owner} n'a pas de polygone.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a polygon, or choose a layer that has some.</source>
            <translation>Dessinez un polygone, ou choisissez une couche qui en a.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has no area.</source>
            <translation>{owner} n'a pas de surface.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw a polygon with an inside.</source>
            <translation>Dessinez un polygone qui a un intérieur.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>{owner} has corners that are no numbers.</source>
            <translation>{owner} a des sommets qui ne sont pas des nombres.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it again.</source>
            <translation>Dessinez-la à nouveau.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>The outline of {owner} crosses itself or a hole lies wrong: {polygon}.</source>
            <translation>Le contour de {owner} se croise lui-même ou a un trou mal placé : {polygon}.</translation>
        </message>
        <message>
            <location filename="engine/aoi.py" />
            <source>Draw it again without crossing lines, or mend it (in QGIS: Fix geometries).</source>
            <translation>Dessinez-la à nouveau sans lignes qui se croisent, ou réparez-la (dans QGIS : Réparer les géométries).</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>'{pair}' is not a band and its number.</source>
            <translation>'{pair}' n'est pas une bande et son numéro.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>Write them like B04=1,B03=2,B02=3.</source>
            <translation>Écrivez-les comme B04=1,B03=2,B02=3.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>{band} is given twice in '{text}'.</source>
            <translation>{band} est donnée deux fois dans '{text}'.</translation>
        </message>
        <message>
            <location filename="engine/cli.py" />
            <source>Give each band one number.</source>
            <translation>Donnez un numéro à chaque bande.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>The metadata of {path_name} can't be understood: {error}.</source>
            <translation>Les métadonnées de {path_name} sont incompréhensibles : {error}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Write them again as the Deepness documentation says ('Adding metadata to ONNX model').</source>
            <translation>Écrivez-les à nouveau comme le dit la documentation de Deepness ('Adding metadata to ONNX model').</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say its resolution: pixels of 10 m are assumed.</source>
            <translation>Il n'indique pas sa résolution : des pixels de 10 m sont supposés.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} has no metadata of Deepness: its model_type is missing.</source>
            <translation>{path_name} n'a pas de métadonnées Deepness : son model_type manque.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Add them as the Deepness documentation says ('Adding metadata to ONNX model'), or install a model pack.</source>
            <translation>Ajoutez-les comme le dit la documentation de Deepness ('Adding metadata to ONNX model'), ou installez un paquet de modèle.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} is a {named}: it gives no classes of ground and no boxes.</source>
            <translation>{path_name} est un {named} : il ne donne ni classes de terrain ni boîtes.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Choose a model of the type Segmentor or Detector.</source>
            <translation>Choisissez un modèle du type Segmentor ou Detector.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say the form of its boxes: that of YOLOv5 and YOLOv7 is assumed.</source>
            <translation>Il n'indique pas la forme de ses boîtes : celle de YOLOv5 et YOLOv7 est supposée.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} gives boxes in the form {named}, which is not known here.</source>
            <translation>{path_name} donne des boîtes sous la forme {named}, inconnue ici.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} gives boxes in the form YOLO_v5_or_v7_default, which is not known here.</source>
            <translation>{path_name} donne des boîtes sous la forme YOLO_v5_or_v7_default, inconnue ici.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Known are {layout_of_detector}.</source>
            <translation>Sont connues {layout_of_detector}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its masks of objects are not used, only their boxes.</source>
            <translation>Ses masques d'objets ne sont pas utilisés, seulement ses boîtes.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes an input of shape {shape}; (1 or any, channels, height, width) is wanted</source>
            <translation>prend une entrée de forme {shape} ; (1 ou quelconque, channels, height, width) est attendu</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes an input of shape {shape}; square tiles of few channels are wanted</source>
            <translation>prend une entrée de forme {shape} ; des tuiles carrées de peu de canaux sont attendues</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not say the size of its tiles: {tile} pixels are assumed.</source>
            <translation>Il n'indique pas la taille de ses tuiles : {tile} pixels sont supposés.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes tiles of {tile} pixels; 16 to {largest_tile} are possible</source>
            <translation>prend des tuiles de {tile} pixels ; 16 à {largest_tile} sont possibles</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>{path_name} can't be loaded: {error}</source>
            <translation>{path_name} ne peut pas être chargé : {error}</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Export it again, for ONNX Runtime.</source>
            <translation>Exportez-le à nouveau, pour ONNX Runtime.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes {count} inputs; one picture is wanted</source>
            <translation>prend {count} entrées ; une image est attendue</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>takes {entry_type}; numbers with a decimal point are wanted</source>
            <translation>prend {entry_type} ; des nombres à virgule sont attendus</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>can't be run on a tile of {tile} pixels: {error}</source>
            <translation>ne peut pas être exécuté sur une tuile de {tile} pixels : {error}</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>gives {output_shape} for a tile of {shape}; a value for each pixel is wanted</source>
            <translation>donne {output_shape} pour une tuile de {shape} ; une valeur par pixel est attendue</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It names {count} classes and gives {count_2}.</source>
            <translation>Il nomme {count} classes et en donne {count_2}.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its output is no probability: it is made one by sigmoid.</source>
            <translation>Sa sortie n'est pas une probabilité : elle en devient une par sigmoid.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Its output is no probability: it is made one by softmax.</source>
            <translation>Sa sortie n'est pas une probabilité : elle en devient une par softmax.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>gives {output_shape}, which are no boxes of {value} classes</source>
            <translation>donne {output_shape}, qui ne sont pas des boîtes de {value} classes</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>It does not name its classes.</source>
            <translation>Il ne nomme pas ses classes.</translation>
        </message>
        <message>
            <location filename="engine/deepness.py" />
            <source>Choose a model that the Deepness plugin runs as well.</source>
            <translation>Choisissez un modèle que l'extension Deepness exécute aussi.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>There is no device {wanted} here.</source>
            <translation>Il n'y a pas de périphérique {wanted} ici.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Choose one of: auto, {value}.</source>
            <translation>Choisissez parmi : auto, {value}.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Choose auto or cpu.</source>
            <translation>Choisissez auto ou cpu.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. {why}</source>
            <translation>Tourne sur le processeur. {why}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. No GPU that CUDA can use was found.</source>
            <translation>Tourne sur le processeur. Aucun GPU utilisable par CUDA n'a été trouvé.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Runs on the processor. The light environment has no GPU support.</source>
            <translation>Tourne sur le processeur. L'environnement léger ne prend pas en charge les GPU.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Processor ({cores} cores)</source>
            <translation>Processeur ({cores} cœurs)</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>Always there.</source>
            <translation>Toujours présent.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>GPU</source>
            <translation>GPU</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>torch can't be loaded: {error}</source>
            <translation>torch ne peut pas être chargé : {error}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>It does not answer: {error}</source>
            <translation>Il ne répond pas : {error}</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>CUDA is there, and {free} of {total} GB are free.</source>
            <translation>CUDA est présent, et {free} Go sur {total} sont libres.</translation>
        </message>
        <message>
            <location filename="engine/devices.py" />
            <source>CUDA is there, but {free} of {total} GB are free.</source>
            <translation>CUDA est présent, mais {free} Go sur {total} sont libres.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>No scene was named.</source>
            <translation>Aucune scène n'a été indiquée.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose a raster file, a folder or a product.</source>
            <translation>Choisissez un fichier raster, un dossier ou un produit.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{owner} holds {count} products.</source>
            <translation>{owner} contient {count} produits.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose the folder of one product.</source>
            <translation>Choisissez le dossier d'un seul produit.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{tree_root} holds {count} rasters whose names tell no band.</source>
            <translation>{tree_root} contient {count} rasters dont les noms n'indiquent aucune bande.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>{tree_root} holds no raster.</source>
            <translation>{tree_root} ne contient aucun raster.</translation>
        </message>
        <message>
            <location filename="engine/discovery.py" />
            <source>Choose one raster file, or a folder with a file for each band, such as B02.tif and B03.tif.</source>
            <translation>Choisissez un fichier raster, ou un dossier avec un fichier par bande, comme B02.tif et B03.tif.</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>it is no GeoJSON of polygons with the property {column}: {error}</source>
            <translation>ce n'est pas un GeoJSON de polygones avec la propriété {column} : {error}</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>it has no region {without}</source>
            <translation>il n'a pas de région {without}</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>its regions must be polygons</source>
            <translation>ses régions doivent être des polygones</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>its coordinates must be longitude and latitude</source>
            <translation>ses coordonnées doivent être la longitude et la latitude</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>The regions in {path} can't be used: {detail}.</source>
            <translation>Les régions de {path} sont inutilisables : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/dispatch.py" />
            <source>Export the pack again with trainer/train.py, or get an unbroken copy.</source>
            <translation>Exportez à nouveau le paquet avec trainer/train.py, ou procurez-vous une copie intacte.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The run was cancelled.</source>
            <translation>L'exécution a été annulée.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Start it again when you like.</source>
            <translation>Relancez-la quand vous voulez.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>It is no complete result, and says so.</source>
            <translation>Ce n'est pas un résultat complet, et il le dit.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The program that asked for the run has gone.</source>
            <translation>Le programme qui avait demandé l'exécution n'est plus là.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Recover what is finished, or go on.</source>
            <translation>Récupérez ce qui est terminé, ou continuez.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The memory of this machine or of its GPU is used up.</source>
            <translation>La mémoire de cette machine ou de son GPU est épuisée.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Close other programs, choose the device cpu, or draw a smaller area.</source>
            <translation>Fermez d'autres programmes, choisissez le périphérique cpu, ou dessinez une zone plus petite.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>The disk is full.</source>
            <translation>Le disque est plein.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Free some space and start again.</source>
            <translation>Libérez de la place et recommencez.</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Something went wrong inside Mining Detector: {name}: {error}</source>
            <translation>Un problème est survenu dans Mining Detector : {name} : {error}</translation>
        </message>
        <message>
            <location filename="engine/errors.py" />
            <source>Please report it, with the log.</source>
            <translation>Merci de le signaler, avec le journal.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>The disk of {run_out} has {free} MB free, and this run may need {needed} MB.</source>
            <translation>Le disque de {run_out} a {free} Mo libres, et cette exécution peut avoir besoin de {needed} Mo.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>Free some space, choose a folder on another disk, or draw a smaller area.</source>
            <translation>Libérez de la place, choisissez un dossier sur un autre disque, ou dessinez une zone plus petite.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>{outside} of the area lies outside the image and is not searched.</source>
            <translation>{outside} de la zone se trouve hors de l'image et n'est pas fouillé.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>Draw it over the image, or choose the images that cover it.</source>
            <translation>Dessinez-la sur l'image, ou choisissez les images qui la couvrent.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>The request can't be understood: {detail}.</source>
            <translation>La requête est incompréhensible : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/estimate.py" />
            <source>See docs/developers.md for its form.</source>
            <translation>Voir sa forme dans docs/developers.md.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>The folder {folder} holds more than {most_files} files.</source>
            <translation>Le dossier {folder} contient plus de {most_files} fichiers.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>Choose the folder of one scene or product.</source>
            <translation>Choisissez le dossier d'une seule scène ou d'un seul produit.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>{path} is a damaged or incomplete zip archive.</source>
            <translation>{path} est une archive zip endommagée ou incomplète.</translation>
        </message>
        <message>
            <location filename="engine/filetree.py" />
            <source>Download it again.</source>
            <translation>Téléchargez-la à nouveau.</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>it gives logits of {logits} for {count} chips</source>
            <translation>il donne des logits de {logits} pour {count} vignettes</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>The model {pack_name} in {pack_folder} can't be loaded: its first look: {error}</source>
            <translation>Le modèle {pack_name} dans {pack_folder} ne peut pas être chargé : son premier regard : {error}</translation>
        </message>
        <message>
            <location filename="engine/first_look.py" />
            <source>Export it again with trainer/train.py, or get an unbroken copy.</source>
            <translation>Exportez-le à nouveau avec trainer/train.py, ou procurez-vous une copie intacte.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>{path} is not valid: the field {error} is missing.</source>
            <translation>{path} n'est pas valide : le champ {error} manque.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>{path} is not valid: {detail}.</source>
            <translation>{path} n'est pas valide : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/fusion.py" />
            <source>Fit it again with trainer/fit_fusion.py, or remove it: then confidences are not calibrated.</source>
            <translation>Ajustez-le à nouveau avec trainer/fit_fusion.py, ou retirez-le : les confiances ne sont alors pas calibrées.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} does not say where it lies: it has no coordinate reference system (CRS).</source>
            <translation>{dataset_name} n'indique pas où il se trouve : il n'a pas de système de coordonnées de référence (SCR).</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} does not say where it lies: it has no georeference.</source>
            <translation>{dataset_name} n'indique pas où il se trouve : il n'a pas de géoréférence.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Assign a CRS and a georeference to the raster, or choose another one.</source>
            <translation>Attribuez un SCR et une géoréférence au raster, ou choisissez-en un autre.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>The bands of {name} lie in several coordinate systems: {listed}.</source>
            <translation>Les bandes de {name} sont dans plusieurs systèmes de coordonnées : {listed}.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Choose bands of one tile, or reproject them to one CRS.</source>
            <translation>Choisissez des bandes d'une même tuile, ou reprojetez-les dans un même SCR.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>{dataset_name} is turned against the other bands.</source>
            <translation>{dataset_name} est tourné par rapport aux autres bandes.</translation>
        </message>
        <message>
            <location filename="engine/grid.py" />
            <source>Warp the bands to one grid first.</source>
            <translation>Commencez par projeter les bandes sur une même grille.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>The scene lacks {missing}: the precision filter of {pack_name} is left out.</source>
            <translation>Il manque {missing} à la scène : le filtre de précision de {pack_name} est laissé de côté.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>Add these bands to have false hits removed.</source>
            <translation>Ajoutez ces bandes pour que les fausses détections soient retirées.</translation>
        </message>
        <message>
            <location filename="engine/hit_filter.py" />
            <source>The precision filter of {pack_name} removed {value} of {count} hits.</source>
            <translation>Le filtre de précision de {pack_name} a retiré {value} détections sur {count}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>There is no model pack in {root}: it has none of the folders {kinds}.</source>
            <translation>Il n'y a pas de paquet de modèle dans {root} : il n'a aucun des dossiers {kinds}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>Choose a folder with packs in folders of these names, or use the bundled models.</source>
            <translation>Choisissez un dossier avec des paquets dans des dossiers de ces noms, ou utilisez les modèles fournis.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} is a {pack_kind}, and a classifier is wanted there.</source>
            <translation>Le paquet de modèle dans {pack_folder} est de type {pack_kind}, et un classifieur est attendu à cet endroit.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} is a {pack_kind}, and a {wanted} is wanted there.</source>
            <translation>Le paquet de modèle dans {pack_folder} est de type {pack_kind}, et {wanted} est attendu à cet endroit.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>Put each pack into the folder of its own kind.</source>
            <translation>Mettez chaque paquet dans le dossier de son type.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>The model pack in {pack_folder} has the classes {pack_classes} with {pack_activation}.</source>
            <translation>Le paquet de modèle dans {pack_folder} a les classes {pack_classes} avec {pack_activation}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A pack for types is a softmax over some of {types}.</source>
            <translation>Un paquet pour les types est un softmax sur certains de {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A classifier begins with mine, or names its mine_classes.</source>
            <translation>Un classifieur commence par mine, ou nomme ses mine_classes.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A segmenter begins with background and knows no other classes but {types}.</source>
            <translation>Un segmenteur commence par background et ne connaît pas d'autres classes que {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_folder.py" />
            <source>A detector knows no classes but {types}.</source>
            <translation>Un détecteur ne connaît pas d'autres classes que {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>Reading the model</source>
            <translation>Lecture du modèle</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>It was made for pixels of {model_resolution_m} m, and Sentinel-2 has {resolution_m} m: what it says of Sentinel-2 means little.</source>
            <translation>Il a été fait pour des pixels de {model_resolution_m} m, et Sentinel-2 a {resolution_m} m : ce qu'il dit de Sentinel-2 signifie peu.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: {count} types are given for its {count_2} classes.</source>
            <translation>{name} ne peut pas être importé ainsi : {count} types sont donnés pour ses {count_2} classes.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: no class is mine ground, so it could find nothing.</source>
            <translation>{name} ne peut pas être importé ainsi : aucune classe n'est du terrain minier, il ne trouverait donc rien.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the types {request_class_types} are not all among {types}.</source>
            <translation>{name} ne peut pas être importé ainsi : les types {request_class_types} ne sont pas tous parmi {types}.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the bands {channels} are not one for each of its {model_channels} channels.</source>
            <translation>{name} ne peut pas être importé ainsi : les bandes {channels} ne sont pas une pour chacun de ses {model_channels} canaux.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>{name} can't be imported so: the range of reflectance {request_reflectance_range} is empty.</source>
            <translation>{name} ne peut pas être importé ainsi : l'intervalle de réflectance {request_reflectance_range} est vide.</translation>
        </message>
        <message>
            <location filename="engine/model_import.py" />
            <source>Give each class its type or none, each channel a band of its own, and a range such as 0 to 0.3.</source>
            <translation>Donnez à chaque classe son type ou aucun, à chaque canal sa propre bande, et un intervalle tel que 0 à 0.3.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Copying the files</source>
            <translation>Copie des fichiers</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Reading the models</source>
            <translation>Lecture des modèles</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Trying {pack_name}</source>
            <translation>Essai de {pack_name}</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>{title} is installed already.</source>
            <translation>{title} est déjà installé.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Replace it, or keep the one that is there.</source>
            <translation>Remplacez-le, ou gardez celui qui est là.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>There is no model pack in {origin_name}: {metadata_file} is missing.</source>
            <translation>Il n'y a pas de paquet de modèle dans {origin_name} : {metadata_file} manque.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Choose a folder or a zip that holds a model pack.</source>
            <translation>Choisissez un dossier ou un zip qui contient un paquet de modèle.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>{origin_name} holds {count} models in folders named {kinds}.</source>
            <translation>{origin_name} contient {count} modèles dans des dossiers nommés {kinds}.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>Name the folders of a set {value}, or install one model at a time.</source>
            <translation>Nommez les dossiers d'un ensemble {value}, ou installez un modèle à la fois.</translation>
        </message>
        <message>
            <location filename="engine/model_library.py" />
            <source>There are no models named {name}.</source>
            <translation>Il n'y a pas de modèles nommés {name}.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>The model's classes are {names}; given are {given}.</source>
            <translation>Les classes du modèle sont {names} ; sont données {given}.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>Give each class once, as NAME=TYPE; none for what is no mine.</source>
            <translation>Donnez chaque classe une fois, comme NAME=TYPE ; none pour ce qui n'est pas une mine.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>'{text}' is no range of reflectance.</source>
            <translation>'{text}' n'est pas un intervalle de réflectance.</translation>
        </message>
        <message>
            <location filename="engine/models_cli.py" />
            <source>Write it like 0,0.3.</source>
            <translation>Écrivez-le comme 0,0.3.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>There is no network {name}; known are {networks}.</source>
            <translation>Il n'y a pas de réseau {name} ; sont connus {networks}.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>Correct the name, or use a version of Mining Detector that has this network.</source>
            <translation>Corrigez le nom, ou utilisez une version de Mining Detector qui a ce réseau.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>The network {name} can't be built from {arguments}: {error}.</source>
            <translation>Le réseau {name} ne peut pas être construit à partir de {arguments} : {error}.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>Correct the arguments in the recipe or pack.</source>
            <translation>Corrigez les arguments dans la recette ou le paquet.</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>missing {missing}, unexpected {result_unexpected_keys}</source>
            <translation>manque {missing}, inattendu {result_unexpected_keys}</translation>
        </message>
        <message>
            <location filename="engine/networks/__init__.py" />
            <source>The weights in {path} do not fit the pack's network: {detail}.</source>
            <translation>Les poids dans {path} ne conviennent pas au réseau du paquet : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it is larger than {largest_bytes} GB</source>
            <translation>il dépasse {largest_bytes} Go</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it is no ONNX file, or it is cut short</source>
            <translation>ce n'est pas un fichier ONNX, ou il est coupé</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>it holds no network</source>
            <translation>il ne contient aucun réseau</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} uses operators of {foreign}, which only a library of code brings.</source>
            <translation>{path_name} utilise des opérateurs de {foreign}, que seule une bibliothèque de code apporte.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Export the model with ONNX's own operators.</source>
            <translation>Exportez le modèle avec les opérateurs propres à ONNX.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} wants to read {outside}, which is no file of its pack.</source>
            <translation>{path_name} veut lire {outside}, qui n'est pas un fichier de son paquet.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Export the model as one file, or get an unbroken copy of the pack.</source>
            <translation>Exportez le modèle en un seul fichier, ou procurez-vous une copie intacte du paquet.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>{path_name} can't be read as an ONNX model: {detail}.</source>
            <translation>{path_name} ne peut pas être lu comme modèle ONNX : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/onnx_file.py" />
            <source>Choose a file that ends in .onnx, and get it again if it is broken.</source>
            <translation>Choisissez un fichier qui se termine par .onnx, et procurez-vous-le à nouveau s'il est endommagé.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>There is no model pack in {folder}: model.json is missing.</source>
            <translation>Il n'y a pas de paquet de modèle dans {folder} : model.json manque.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>Choose a folder that holds a model pack, or use the bundled models.</source>
            <translation>Choisissez un dossier qui contient un paquet de modèle, ou utilisez les modèles fournis.</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>the field {error} is missing</source>
            <translation>le champ {error} manque</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>{required_name} is missing</source>
            <translation>{required_name} manque</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>its member {name} has another {different}</source>
            <translation>son membre {name} a un autre {different}</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>its member {name} has members of its own</source>
            <translation>son membre {name} a ses propres membres</translation>
        </message>
        <message>
            <location filename="engine/pack.py" />
            <source>The model pack in {folder} is not valid: {detail}.</source>
            <translation>Le paquet de modèle dans {folder} n'est pas valide : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>its tile of {own_tile} pixels is larger than {largest_tile}</source>
            <translation>sa tuile de {own_tile} pixels dépasse {largest_tile}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>{path_name} in {path_parent} is no safetensors file: {error}.</source>
            <translation>{path_name} dans {path_parent} n'est pas un fichier safetensors : {error}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>Get an unbroken copy of the pack.</source>
            <translation>Procurez-vous une copie intacte du paquet.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>cpu</source>
            <translation>cpu</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>it fails on an empty tile: {error}</source>
            <translation>il échoue sur une tuile vide : {error}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>a {pack_kind} of {count} classes does not give {found} for a tile of {pack_tile}</source>
            <translation>un {pack_kind} de {count} classes ne donne pas {found} pour une tuile de {pack_tile}</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>it gives values that are no numbers for an empty tile</source>
            <translation>il donne des valeurs qui ne sont pas des nombres pour une tuile vide</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>The model {pack_name} does not work: {detail}.</source>
            <translation>Le modèle {pack_name} ne fonctionne pas : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_check.py" />
            <source>Export it again, or get an unbroken copy.</source>
            <translation>Exportez-le à nouveau, ou procurez-vous une copie intacte.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>There is no room for the models of {source_name}.</source>
            <translation>Il n'y a pas de place pour les modèles de {source_name}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Free some space.</source>
            <translation>Libérez de la place.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source} does not exist.</source>
            <translation>{source} n'existe pas.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Choose a folder or a zip with a model pack.</source>
            <translation>Choisissez un dossier ou un zip avec un paquet de modèle.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} can't be unpacked: {error}.</source>
            <translation>{source_name} ne peut pas être décompressé : {error}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Choose a zip file, and get it again if it is broken.</source>
            <translation>Choisissez un fichier zip, et procurez-vous-le à nouveau s'il est endommagé.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{inside} is a link</source>
            <translation>{inside} est un lien</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{inside} lies too deep</source>
            <translation>{inside} est trop profond</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} leads out of it, or can't be a file everywhere</source>
            <translation>{text} mène hors de lui, ou ne peut pas être un fichier partout</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} is a link or a device</source>
            <translation>{text} est un lien ou un périphérique</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} is there twice</source>
            <translation>{text} s'y trouve deux fois</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} has a password.</source>
            <translation>{source_name} a un mot de passe.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Unpack it, and choose the folder.</source>
            <translation>Décompressez-le, et choisissez le dossier.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{text} unpacks to {entry_file_size} MB</source>
            <translation>{text} occupe {entry_file_size} Mo une fois décompressé</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>it holds {count} files</source>
            <translation>il contient {count} fichiers</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>its files take {total} MB</source>
            <translation>ses fichiers occupent {total} Mo</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{file_name} takes {file_size} MB</source>
            <translation>{file_name} occupe {file_size} Mo</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{file_name} is larger than it says</source>
            <translation>{file_name} est plus grand qu'il ne le dit</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>{source_name} is not unpacked: {detail}.</source>
            <translation>{source_name} n'est pas décompressé : {detail}.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>Do not use it, or make a new one from the model's own files.</source>
            <translation>Ne l'utilisez pas, ou faites-en un nouveau à partir des fichiers du modèle.</translation>
        </message>
        <message>
            <location filename="engine/pack_files.py" />
            <source>A model pack has a few files of some megabytes. Look whether this is one.</source>
            <translation>Un paquet de modèle a quelques fichiers de quelques mégaoctets. Regardez si c'en est un.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The threshold {request_threshold} does not lie between 0 and 1.</source>
            <translation>Le seuil {request_threshold} n'est pas compris entre 0 et 1.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Choose a number such as 0.5.</source>
            <translation>Choisissez un nombre tel que 0.5.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. </source>
            <translation>Les confiances classent les mines et ne sont pas calibrées. </translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. There is no {value} beside the models.</source>
            <translation>Les confiances classent les mines et ne sont pas calibrées. Il n'y a pas de {value} à côté des modèles.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Confidences rank the mines and are not calibrated. {path} was fitted for another {others}.</source>
            <translation>Les confiances classent les mines et ne sont pas calibrées. {path} a été ajusté pour un autre {others}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Fit trainer/fit_fusion.py for these models, or use the bundled ones.</source>
            <translation>Ajustez trainer/fit_fusion.py pour ces modèles, ou utilisez les modèles fournis.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>An unfinished run is kept in {unfinished}.</source>
            <translation>Une exécution inachevée est conservée dans {unfinished}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Make results of it, or remove it: mining-detector recover {results_folder}.</source>
            <translation>Faites-en des résultats, ou supprimez-la : mining-detector recover {results_folder}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Writing the results</source>
            <translation>Écriture des résultats</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>What this run has finished is kept in {results_partial}.</source>
            <translation>Ce que cette exécution a terminé est conservé dans {results_partial}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Make results of it, or go on: mining-detector recover {results_folder}.</source>
            <translation>Faites-en des résultats, ou continuez : mining-detector recover {results_folder}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Done</source>
            <translation>Terminé</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The models or the area of the unfinished run are no longer the same.</source>
            <translation>Les modèles ou la zone de l'exécution inachevée ne sont plus les mêmes.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Recover what it has finished, and start a new run.</source>
            <translation>Récupérez ce qu'elle a terminé, et lancez une nouvelle exécution.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The segmenter's own types are taken. {error_hint}</source>
            <translation>Les types du segmenteur lui-même sont retenus. {error_hint}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Scene {scene_name}: {scene_width} x {scene_height} pixels, bands {scene_bands}.</source>
            <translation>Scène {scene_name} : {scene_width} x {scene_height} pixels, bandes {scene_bands}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Reflectance = value x {scale} {offset}. {reason}</source>
            <translation>Réflectance = valeur x {scale} {offset}. {reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>How the stored numbers become reflectance is a guess. {reason}</source>
            <translation>La façon dont les nombres stockés deviennent une réflectance est une supposition. {reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Use the product as it was delivered, or state the scale in the file: gdal_edit.py -a_scale 0.0001 -a_offset -0.1 (0 without an offset).</source>
            <translation>Utilisez le produit tel qu'il a été livré, ou indiquez l'échelle dans le fichier : gdal_edit.py -a_scale 0.0001 -a_offset -0.1 (0 sans décalage).</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Device: {device_name}. {device_reason}</source>
            <translation>Périphérique : {device_name}. {device_reason}</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The scene's pixels are {scene_resolution_m} m wide, and the models were trained at {wanted} m.</source>
            <translation>Les pixels de la scène font {scene_resolution_m} m, et les modèles ont été entraînés à {wanted} m.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Resample the scene to the models' resolution for results that can be trusted.</source>
            <translation>Rééchantillonnez la scène à la résolution des modèles pour des résultats fiables.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>The scene lacks {missing}: the second level of {pack_name} is left out.</source>
            <translation>Il manque {missing} à la scène : le second niveau de {pack_name} est laissé de côté.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Add these bands for the model's best results.</source>
            <translation>Ajoutez ces bandes pour les meilleurs résultats du modèle.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Haze can't be taken off {scene_name}: it has no visible bands or no data.</source>
            <translation>La brume ne peut pas être retirée de {scene_name} : pas de bandes visibles ou pas de données.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Add the bands B02, B03 and B04.</source>
            <translation>Ajoutez les bandes B02, B03 et B04.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Haze is taken off by {method}: {found}.</source>
            <translation>La brume est retirée par {method} : {found}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{pack_name} also looks for what no real place has tested: {pack_untested_classes}.</source>
            <translation>{pack_name} cherche aussi ce qu'aucun lieu réel n'a testé : {pack_untested_classes}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Check what is found of it by eye: its confidence was not tested either.</source>
            <translation>Vérifiez à l'œil ce qui en est trouvé : sa confiance n'a pas été testée non plus.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>{pack_name} leaves out what no real place has tested: {pack_untested_classes}.</source>
            <translation>{pack_name} laisse de côté ce qu'aucun lieu réel n'a testé : {pack_untested_classes}.</translation>
        </message>
        <message>
            <location filename="engine/pipeline.py" />
            <source>Switch untested classes on to look for it too.</source>
            <translation>Activez les classes non testées pour les chercher aussi.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>The mosaic of tiles can't be read from the network.</source>
            <translation>La mosaïque de tuiles ne peut pas être lue depuis le réseau.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>{path} can't be read from the network.</source>
            <translation>{path} ne peut pas être lu depuis le réseau.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>Check the connection and try again.</source>
            <translation>Vérifiez la connexion et réessayez.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>The mosaic of tiles is damaged or incomplete: its pixels can't be read to the end.</source>
            <translation>La mosaïque de tuiles est endommagée ou incomplète : ses pixels ne peuvent pas être lus jusqu'au bout.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>{path} is damaged or incomplete: its pixels can't be read to the end.</source>
            <translation>{path} est endommagé ou incomplet : ses pixels ne peuvent pas être lus jusqu'au bout.</translation>
        </message>
        <message>
            <location filename="engine/pixels.py" />
            <source>Copy or download the file again.</source>
            <translation>Copiez ou téléchargez à nouveau le fichier.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>The request's side is no number of pixels from 16 to 4096.</source>
            <translation>Le champ side de la requête n'est pas un nombre de pixels de 16 à 4096.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>The preview can't be written to {path_parent}: {error}.</source>
            <translation>L'aperçu ne peut pas être écrit dans {path_parent} : {error}.</translation>
        </message>
        <message>
            <location filename="engine/preview.py" />
            <source>Free some space in the folder for temporary files.</source>
            <translation>Libérez de la place dans le dossier des fichiers temporaires.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Check the path of the scene.</source>
            <translation>Vérifiez le chemin de la scène.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>The mosaic of tiles can't be opened as a raster ({error}).</source>
            <translation>La mosaïque de tuiles ne peut pas être ouverte comme raster ({error}).</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>{path} can't be opened as a raster ({error}).</source>
            <translation>{path} ne peut pas être ouvert comme raster ({error}).</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Check the address and the connection.</source>
            <translation>Vérifiez l'adresse et la connexion.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Choose a GeoTIFF, VRT or JPEG 2000 file, a folder of band files, or a Sentinel-2 SAFE product.</source>
            <translation>Choisissez un fichier GeoTIFF, VRT ou JPEG 2000, un dossier de fichiers de bandes, ou un produit SAFE Sentinel-2.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>{path} holds no raster bands of its own.</source>
            <translation>{path} ne contient pas de bandes raster propres.</translation>
        </message>
        <message>
            <location filename="engine/rasters.py" />
            <source>Choose one of the rasters inside it, or the product's folder.</source>
            <translation>Choisissez l'un des rasters qu'il contient, ou le dossier du produit.</translation>
        </message>
        <message>
            <location filename="engine/reading.py" />
            <source>The model {pack_name} needs the bands {missing}, and {scene_name} does not have them.</source>
            <translation>Le modèle {pack_name} a besoin des bandes {missing}, et {scene_name} ne les a pas.</translation>
        </message>
        <message>
            <location filename="engine/reading.py" />
            <source>Add these bands to the raster, or name its bands rightly. It has {scene_bands}.</source>
            <translation>Ajoutez ces bandes au raster, ou nommez correctement ses bandes. Il a {scene_bands}.</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>Keeping what is finished</source>
            <translation>Conservation de ce qui est terminé</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>No unfinished run with finished parts is in {folder}.</source>
            <translation>Il n'y a pas d'exécution inachevée avec des parties terminées dans {folder}.</translation>
        </message>
        <message>
            <location filename="engine/recovery.py" />
            <source>Choose the results folder of a run that was interrupted.</source>
            <translation>Choisissez le dossier de résultats d'une exécution interrompue.</translation>
        </message>
        <message>
            <location filename="engine/request.py" />
            <source>The request's {wrong} is not what it should be.</source>
            <translation>Le champ {wrong} de la requête n'est pas ce qu'il devrait être.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Results can't be written to {folder}: {error_strerror}.</source>
            <translation>Les résultats ne peuvent pas être écrits dans {folder} : {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Choose a folder that you may write to.</source>
            <translation>Choisissez un dossier dans lequel vous pouvez écrire.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The disk of {folder} is full. No results were written.</source>
            <translation>Le disque de {folder} est plein. Aucun résultat n'a été écrit.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>The results in {folder} can't be replaced: {error_strerror}.</source>
            <translation>Les résultats dans {folder} ne peuvent pas être remplacés : {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/results.py" />
            <source>Close the program that has them open, or choose another folder.</source>
            <translation>Fermez le programme qui les a ouverts, ou choisissez un autre dossier.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>ONNX Runtime is not installed in this environment.</source>
            <translation>ONNX Runtime n'est pas installé dans cet environnement.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>Set up the environment again.</source>
            <translation>Installez à nouveau l'environnement.</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>its inputs are {names}, and bands and presence are wanted</source>
            <translation>ses entrées sont {names}, et bands et presence sont attendues</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>it has {count} outputs, and a {pack_kind} has {wanted}</source>
            <translation>il a {count} sorties, et un {pack_kind} en a {wanted}</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>it gives {found} classes, and model.json names {count}</source>
            <translation>il donne {found} classes, et model.json en nomme {count}</translation>
        </message>
        <message>
            <location filename="engine/runtimes.py" />
            <source>The model {pack_name} in {pack_folder} can't be loaded: {detail}</source>
            <translation>Le modèle {pack_name} dans {pack_folder} ne peut pas être chargé : {detail}</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product's metadata file {path} can't be read ({error}).</source>
            <translation>Le fichier de métadonnées du produit {path} ne peut pas être lu ({error}).</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Download the product again.</source>
            <translation>Téléchargez à nouveau le produit.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} holds {count} tiles.</source>
            <translation>Le produit {name} contient {count} tuiles.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Choose one of the folders in its GRANULE folder, such as {granules}.</source>
            <translation>Choisissez l'un des dossiers de son dossier GRANULE, comme {granules}.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} holds no band images.</source>
            <translation>Le produit {name} ne contient pas d'images de bandes.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>The product {name} has several offsets: {offsets}.</source>
            <translation>Le produit {name} a plusieurs décalages : {offsets}.</translation>
        </message>
        <message>
            <location filename="engine/safe.py" />
            <source>Use a product as ESA delivers it, with one offset for all bands.</source>
            <translation>Utilisez un produit tel que l'ESA le livre, avec un même décalage pour toutes les bandes.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (processing baseline {baseline}) give an offset of {added} and divide by {quantification}.</source>
            <translation>Les métadonnées du produit (version de traitement {baseline}) donnent un décalage de {added} et divisent par {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (processing baseline {baseline}) give no offset and divide by {quantification}.</source>
            <translation>Les métadonnées du produit (version de traitement {baseline}) ne donnent pas de décalage et divisent par {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (the product's metadata) give an offset of {added} and divide by {quantification}.</source>
            <translation>Les métadonnées du produit donnent un décalage de {added} et divisent par {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The product's metadata (the product's metadata) give no offset and divide by {quantification}.</source>
            <translation>Les métadonnées du produit ne donnent pas de décalage et divisent par {quantification}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The user gave the scale {scale} and the offset {offset}.</source>
            <translation>L'utilisateur a donné l'échelle {scale} et le décalage {offset}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The file's tags give scale {scale} and offset {offset}.</source>
            <translation>Les étiquettes du fichier donnent l'échelle {scale} et le décalage {offset}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>No valid pixel was found in a sample; reflectance x 10000 is assumed.</source>
            <translation>Aucun pixel valide n'a été trouvé dans un échantillon ; on suppose réflectance x 10000.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The values are floating point numbers from 0 to 1: reflectance as it is.</source>
            <translation>Les valeurs sont des nombres à virgule flottante de 0 à 1 : la réflectance telle quelle.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>The values fit in 8 bits: a picture in which 255 stands for reflectance {eight_bit_white}.</source>
            <translation>Les valeurs tiennent sur 8 bits : une image dans laquelle 255 correspond à la réflectance {eight_bit_white}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: acquired before 2022-01-25 ({acquired}), though the darkest band starts at {statistics_dark}.</source>
            <translation>Réflectance x 10000 sans décalage : acquise avant le 2022-01-25 ({acquired}), bien que la bande la plus sombre commence à {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: the darkest band starts at {statistics_dark}; the +1000 of newer products was removed already.</source>
            <translation>Réflectance x 10000 sans décalage : la bande la plus sombre commence à {statistics_dark} ; le +1000 des produits plus récents a déjà été retiré.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: the darkest band starts at {statistics_dark}.</source>
            <translation>Réflectance x 10000 sans décalage : la bande la plus sombre commence à {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: processing baseline {baseline}, and the darkest band starts at {statistics_dark}.</source>
            <translation>Réflectance x 10000 + 1000 : version de traitement {baseline}, et la bande la plus sombre commence à {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 without an offset: processing baseline {baseline}, and the darkest band starts at {statistics_dark}.</source>
            <translation>Réflectance x 10000 sans décalage : version de traitement {baseline}, et la bande la plus sombre commence à {statistics_dark}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, and the date is not known.</source>
            <translation>Réflectance x 10000 + 1000 : la bande la plus sombre commence à {statistics_dark}, et la date n'est pas connue.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, and acquired on {acquired}.</source>
            <translation>Réflectance x 10000 + 1000 : la bande la plus sombre commence à {statistics_dark}, et acquise le {acquired}.</translation>
        </message>
        <message>
            <location filename="engine/scaling.py" />
            <source>Reflectance x 10000 + 1000: the darkest band starts at {statistics_dark}, so an image of {acquired} that was processed again after 2022-01-25.</source>
            <translation>Réflectance x 10000 + 1000 : la bande la plus sombre commence à {statistics_dark}, donc une image du {acquired} traitée à nouveau après le 2022-01-25.</translation>
        </message>
        <message>
            <location filename="engine/scene.py" />
            <source>The tiles store reflectance in different ways ({listed}).</source>
            <translation>Les tuiles stockent la réflectance de différentes façons ({listed}).</translation>
        </message>
        <message>
            <location filename="engine/scene.py" />
            <source>Choose tiles of one product version, or state the scale and the offset.</source>
            <translation>Choisissez des tuiles d'une même version de produit, ou indiquez l'échelle et le décalage.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The classifier looked at {looked} cells; {searched} are searched.</source>
            <translation>Le classifieur a examiné {looked} cellules ; {searched} sont fouillées.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The area of interest holds no data in {name}.</source>
            <translation>La zone d'intérêt ne contient pas de données dans {name}.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>Choose an area where the raster has values.</source>
            <translation>Choisissez une zone où le raster a des valeurs.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>The segmenter's precision filter removed {removed} mines.</source>
            <translation>Le filtre de précision du segmenteur a retiré {removed} mines.</translation>
        </message>
        <message>
            <location filename="engine/search.py" />
            <source>{removed} mines are left out: their confidence is below {run_least_confidence}.</source>
            <translation>{removed} mines sont laissées de côté : leur confiance est inférieure à {run_least_confidence}.</translation>
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>it gives {values} values a pixel for {classes} classes</source>
            <translation>il donne {values} valeurs par pixel pour {classes} classes</translation>
        </message>
        <message>
            <location filename="engine/second_level.py" />
            <source>The second level of the model {name} in {folder} can't be run: {detail}</source>
            <translation>Le second niveau du modèle {name} dans {folder} ne peut pas être exécuté : {detail}</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{text} is no Sentinel-2 band.</source>
            <translation>{text} n'est pas une bande Sentinel-2.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Use {band_names}.</source>
            <translation>Utilisez {band_names}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{source_name} has no band number {number}: it has {count}.</source>
            <translation>{source_name} n'a pas de bande numéro {number} : il en a {count}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Give {name} a number from 1 to {count}.</source>
            <translation>Donnez à {name} un numéro de 1 à {count}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{name} or band number {number} is given twice.</source>
            <translation>{name} ou la bande numéro {number} est donnée deux fois.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>The scaling {scaling} can't be used: {error}.</source>
            <translation>L'échelle {scaling} est inutilisable : {error}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Give a scale above 0 and an offset, such as 0.0001 and -0.1.</source>
            <translation>Donnez une échelle supérieure à 0 et un décalage, comme 0.0001 et -0.1.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>{source_name} names {band_name} twice: bands {first} and {number}.</source>
            <translation>{source_name} nomme {band_name} deux fois : bandes {first} et {number}.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number.</source>
            <translation>Indiquez par leur numéro quelle bande est laquelle.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Nothing in {source_name} says which of its {count} bands is which.</source>
            <translation>Rien dans {source_name} n'indique laquelle de ses {count} bandes est laquelle.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number, for example B04=1,B03=2,B02=3.</source>
            <translation>Indiquez par leur numéro quelle bande est laquelle, par exemple B04=1,B03=2,B02=3.</translation>
        </message>
        <message>
            <location filename="engine/sources.py" />
            <source>Say which band is which by number. With {count} bands this is likely: {likely}.</source>
            <translation>Indiquez par leur numéro quelle bande est laquelle. Avec {count} bandes, ceci est probable : {likely}.</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Looking at every cell</source>
            <translation>Examen de chaque cellule</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Looking for sites</source>
            <translation>Recherche de sites</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Drawing outlines</source>
            <translation>Dessin des contours</translation>
        </message>
        <message>
            <location filename="engine/stages.py" />
            <source>Telling the types apart</source>
            <translation>Distinction des types</translation>
        </message>
        <message>
            <location filename="engine/thumbnails.py" />
            <source>Drawing thumbnails</source>
            <translation>Dessin des vignettes</translation>
        </message>
        <message>
            <location filename="engine/thumbnails.py" />
            <source>Thumbnails show the {drawn} surest of {count} mines.</source>
            <translation>Les vignettes montrent les {drawn} mines les plus sûres sur {count}.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their bands ({what})</source>
            <translation>leurs bandes ({what})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their bands (they lie in other files)</source>
            <translation>leurs bandes (elles sont dans d'autres fichiers)</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>{one_name} and {another_name} show the same place.</source>
            <translation>{one_name} et {another_name} montrent le même lieu.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>Choose one of them. To fill the gaps of one from the other, make a mosaic of both first (Raster &gt; Miscellaneous &gt; Merge).</source>
            <translation>Choisissez l'une d'elles. Pour combler les trous de l'une par l'autre, faites d'abord une mosaïque des deux (Raster &gt; Divers &gt; Fusionner).</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their coordinate systems ({told}; {told_2})</source>
            <translation>leurs systèmes de coordonnées ({told} ; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their number or type of bands ({told}; {told_2})</source>
            <translation>leur nombre ou type de bandes ({told} ; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their pixel sizes ({told}; {told_2})</source>
            <translation>leurs tailles de pixel ({told} ; {told_2})</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>their grids, which lie {shifts} pixels apart</source>
            <translation>leurs grilles, décalées de {shifts} pixels</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>the scales and offsets in their files</source>
            <translation>les échelles et décalages de leurs fichiers</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>{first} and {other} can't be searched as one image. They differ in {what}.</source>
            <translation>{first} et {other} ne peuvent pas être fouillées comme une seule image. Elles diffèrent par {what}.</translation>
        </message>
        <message>
            <location filename="engine/tile_mosaic.py" />
            <source>Choose tiles of one product and zone, or warp them to one grid first (Raster &gt; Projections &gt; Warp).</source>
            <translation>Choisissez des tuiles d'un même produit et d'une même zone, ou projetez-les d'abord sur une même grille (Raster &gt; Projections &gt; Projection).</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>The request's confidence and out are no paths.</source>
            <translation>Les champs confidence et out de la requête ne sont pas des chemins.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>The least area {minimum_area_ha} is no number of hectares.</source>
            <translation>La surface minimale {minimum_area_ha} n'est pas un nombre d'hectares.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a number such as 0.1.</source>
            <translation>Choisissez un nombre tel que 0.1.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{out} is no name of a GeoPackage.</source>
            <translation>{out} n'est pas le nom d'un GeoPackage.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a name that ends with .gpkg.</source>
            <translation>Choisissez un nom qui se termine par .gpkg.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{request_confidence} can't be opened as a raster.</source>
            <translation>{request_confidence} ne peut pas être ouvert comme raster.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose the confidence.tif of a run.</source>
            <translation>Choisissez le confidence.tif d'une exécution.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>{request_confidence} is not the confidence raster of a run.</source>
            <translation>{request_confidence} n'est pas le raster de confiance d'une exécution.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a confidence.tif: its first band is named any_mine, and a band for each type follows.</source>
            <translation>Choisissez un confidence.tif : sa première bande s'appelle any_mine, et une bande par type suit.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Writing the outlines</source>
            <translation>Écriture des contours</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Outlines can't be written to {path}: {error_strerror}.</source>
            <translation>Les contours ne peuvent pas être écrits dans {path} : {error_strerror}.</translation>
        </message>
        <message>
            <location filename="engine/vectorise.py" />
            <source>Choose a file that you may write to, and that no other program has open.</source>
            <translation>Choisissez un fichier dans lequel vous pouvez écrire et qu'aucun autre programme n'a ouvert.</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>it is not JSON ({error})</source>
            <translation>ce n'est pas du JSON ({error})</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>its command is none of {commands}</source>
            <translation>sa commande n'est aucune de {commands}</translation>
        </message>
        <message>
            <location filename="engine/worker.py" />
            <source>folder is missing</source>
            <translation>le dossier manque</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>The area of interest is empty.</source>
            <translation>La zone d'intérêt est vide.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Choose a layer, or select features, with polygons.</source>
            <translation>Choisissez une couche, ou sélectionnez des entités, avec des polygones.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No features are selected{name}.</source>
            <translation>Aucune entité n'est sélectionnée{name}.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No features are selected.</source>
            <translation>Aucune entité n'est sélectionnée.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Select polygons on the map, or draw the area.</source>
            <translation>Sélectionnez des polygones sur la carte, ou dessinez la zone.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>There is no layer of polygons.</source>
            <translation>Il n'y a pas de couche de polygones.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add one to the project, or draw the area.</source>
            <translation>Ajoutez-en une au projet, ou dessinez la zone.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>There is no such bookmark.</source>
            <translation>Il n'y a pas de tel signet.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add one: View &gt; New Spatial Bookmark.</source>
            <translation>Ajoutez-en un : Vue &gt; Nouveau signet spatial.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>No image is chosen.</source>
            <translation>Aucune image n'est choisie.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Add a Sentinel-2 raster to the project and choose it.</source>
            <translation>Ajoutez un raster Sentinel-2 au projet et choisissez-le.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>The map does not show the image.</source>
            <translation>La carte ne montre pas l'image.</translation>
        </message>
        <message>
            <location filename="gui/aoi.py" />
            <source>Move the map to the image: Zoom to Layer.</source>
            <translation>Déplacez la carte vers l'image : Zoomer sur la couche.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>No area is drawn yet.</source>
            <translation>Aucune zone n'est encore dessinée.</translation>
        </message>
        <message>
            <location filename="gui/aoi_panel.py" />
            <source>Click Draw and draw it on the map.</source>
            <translation>Cliquez sur Dessiner et dessinez-la sur la carte.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>{name} has no ending that tells a format.</source>
            <translation>{name} n'a pas de terminaison qui indique un format.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>Choose a name that ends with .gpkg, .geojson, .kml, .csv or .shp.</source>
            <translation>Choisissez un nom qui se termine par .gpkg, .geojson, .kml, .csv ou .shp.</translation>
        </message>
        <message>
            <location filename="gui/export.py" />
            <source>The mines can't be written to {path}: {reason}.</source>
            <translation>Les mines ne peuvent pas être écrites dans {path} : {reason}.</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>The run's file can't be opened any longer: {path}.</source>
            <translation>Le fichier de l'exécution ne peut plus être ouvert : {path}.</translation>
        </message>
        <message>
            <location filename="gui/former_settings.py" />
            <source>Put it back to its place, or choose image and area by hand.</source>
            <translation>Remettez-le à sa place, ou choisissez image et zone à la main.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The layer '{value}' (type {kind}) has no file of reflectances behind it.</source>
            <translation>La couche '{value}' (type {kind}) ne repose pas sur un fichier de réflectances.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The layer '{value}' (type unknown) has no file of reflectances behind it.</source>
            <translation>La couche '{value}' (type inconnu) ne repose pas sur un fichier de réflectances.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Web maps hold pictures, not reflectances. Choose a layer made from a Sentinel-2 file.</source>
            <translation>Les cartes web contiennent des images, pas des réflectances. Choisissez une couche faite d'un fichier Sentinel-2.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>The file of the layer '{value}' is not there: {path}.</source>
            <translation>Le fichier de la couche '{value}' n'est pas là : {path}.</translation>
        </message>
        <message>
            <location filename="gui/raster_source.py" />
            <source>Repair the layer's data source, or choose another layer.</source>
            <translation>Réparez la source de données de la couche, ou choisissez une autre couche.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>{path}.pdf</source>
            <translation>{path}.pdf</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The run '{value}' has neither mines nor an area in this project.</source>
            <translation>L'exécution « {value} » n'a ni mines ni zone dans ce projet.</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>Open its results again: button 'Open' on the page 'Runs'.</source>
            <translation>Ouvrez à nouveau ses résultats : bouton « Ouvrir » sur la page « Résultats ».</translation>
        </message>
        <message>
            <location filename="gui/report_controller.py" />
            <source>The report can't be written to {path}.</source>
            <translation>Le rapport ne peut pas être écrit dans {path}.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>The result layer '{name}' in {result} could not be opened.</source>
            <translation>La couche de résultats '{name}' dans {result} n'a pas pu être ouverte.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Look whether another program holds the file, and run again.</source>
            <translation>Regardez si un autre programme tient le fichier, et relancez.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>The outlines in {answer} could not be opened.</source>
            <translation>Les contours dans {answer} n'ont pas pu être ouverts.</translation>
        </message>
        <message>
            <location filename="gui/results.py" />
            <source>Look whether another program holds the file, and draw them again.</source>
            <translation>Regardez si un autre programme tient le fichier, et dessinez-les à nouveau.</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it tells nothing of a run</source>
            <translation>il n'indique rien d'une exécution</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it is not there, or it is no GeoPackage</source>
            <translation>il n'est pas là, ou ce n'est pas un GeoPackage</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>it holds no results</source>
            <translation>il ne contient pas de résultats</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>The results in {geopackage} could not be read: {reason}.</source>
            <translation>Les résultats dans {geopackage} n'ont pas pu être lus : {reason}.</translation>
        </message>
        <message>
            <location filename="gui/results_file.py" />
            <source>Choose the results.gpkg that a run of Mining Detector wrote, and look whether another program holds it.</source>
            <translation>Choisissez le results.gpkg qu'une exécution de Mining Detector a écrit, et regardez si un autre programme le tient.</translation>
        </message>
        <message>
            <location filename="gui/run_filter.py" />
            <source>The layer '{value}' is being edited, and can't be filtered meanwhile.</source>
            <translation>La couche « {value} » est en cours d'édition, et ne peut pas être filtrée pendant ce temps.</translation>
        </message>
        <message>
            <location filename="gui/run_filter.py" />
            <source>Save or discard the edits of the layer, and filter again.</source>
            <translation>Enregistrez ou abandonnez les modifications de la couche, et filtrez à nouveau.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>The plugin failed: {name}: {error}.</source>
            <translation>L'extension a échoué : {name} : {error}.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Please report it with the text in View &gt; Panels &gt; Log Messages &gt; Mining Detector.</source>
            <translation>Merci de le signaler avec le texte de Vue &gt; Panneaux &gt; Journal des messages &gt; Mining Detector.</translation>
        </message>
        <message>
            <location filename="gui/tasks.py" />
            <source>Starting the worker</source>
            <translation>Démarrage du processus de travail</translation>
        </message>
    </context>
</TS>
