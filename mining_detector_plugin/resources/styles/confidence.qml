<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis styleCategories="Symbology|MapTips" version="3.22.16-Białowieża">
  <pipe-data-defined-properties>
    <Option type="Map">
      <Option name="name" value="" type="QString"/>
      <Option name="properties"/>
      <Option name="type" value="collection" type="QString"/>
    </Option>
  </pipe-data-defined-properties>
  <pipe>
    <provider>
      <resampling zoomedInResamplingMethod="nearestNeighbour" enabled="false" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer classificationMin="0" band="1" opacity="1" classificationMax="254" nodataColor="" alphaBand="-1" type="singlebandpseudocolor">
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader maximumValue="254" minimumValue="0" classificationMode="1" labelPrecision="6" colorRampType="INTERPOLATED" clip="0">
          <item alpha="0" color="#000004" value="0" label="0%"/>
          <item alpha="0" color="#1b0c41" value="25.400000000000002" label="10%"/>
          <item alpha="102" color="#4a0c6b" value="63.5" label="25%"/>
          <item alpha="153" color="#781c6d" value="101.60000000000001" label="40%"/>
          <item alpha="179" color="#a52c60" value="139.70000000000002" label="55%"/>
          <item alpha="204" color="#cf4446" value="177.79999999999998" label="70%"/>
          <item alpha="217" color="#ed6925" value="215.9" label="85%"/>
          <item alpha="230" color="#fb9b06" value="241.29999999999998" label="95%"/>
          <item alpha="242" color="#f7d13d" value="254" label="100%"/>
          <rampLegendSettings prefix="" direction="0" orientation="2" suffix="" useContinuousLegend="1" minimumLabel="" maximumLabel="">
            <numericFormat id="basic">
              <Option type="Map">
                <Option name="decimal_separator" value="" type="QChar"/>
                <Option name="decimals" value="6" type="int"/>
                <Option name="rounding_type" value="0" type="int"/>
                <Option name="show_plus" value="false" type="bool"/>
                <Option name="show_thousand_separator" value="true" type="bool"/>
                <Option name="show_trailing_zeros" value="false" type="bool"/>
                <Option name="thousand_separator" value="" type="QChar"/>
              </Option>
            </numericFormat>
          </rampLegendSettings>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" gamma="1" contrast="0"/>
    <huesaturation colorizeRed="255" colorizeBlue="128" colorizeGreen="128" saturation="0" invertColors="0" colorizeOn="0" colorizeStrength="100" grayscaleMode="0"/>
    <rasterresampler maxOversampling="2"/>
    <resamplingStage>resamplingFilter</resamplingStage>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
