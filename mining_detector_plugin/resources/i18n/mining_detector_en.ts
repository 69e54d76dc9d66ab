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
    </context>
</TS>
