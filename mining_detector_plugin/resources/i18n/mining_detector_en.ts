<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>MiningDetector</name>
        <message numerus="yes">
            <location filename="gui/model_text.py" />
            <source>%n more figures are in the model card.</source>
            <translation>
                <numerusform>%n more figure is in the model card.</numerusform>
                <numerusform>%n more figures are in the model card.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="gui/model_text.py" />
            <source>%n places</source>
            <translation>
                <numerusform>%n place</numerusform>
                <numerusform>%n places</numerusform>
            </translation>
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
        <message numerus="yes">
            <location filename="gui/run_facts.py" />
            <source>%n detections</source>
            <translation>
                <numerusform>%n detection</numerusform>
                <numerusform>%n detections</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="gui/run_facts.py" />
            <source>%n cells</source>
            <translation>
                <numerusform>%n cell</numerusform>
                <numerusform>%n cells</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="gui/runs_controller.py" />
            <source>%n outlines</source>
            <translation>
                <numerusform>%n outline</numerusform>
                <numerusform>%n outlines</numerusform>
            </translation>
        </message>
    </context>
</TS>
