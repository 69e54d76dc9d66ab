<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16-Białowieża" styleCategories="Symbology|Labeling">
  <pipe-data-defined-properties>
    <Option type="Map">
      <Option value="" type="QString" name="name"/>
      <Option name="properties"/>
      <Option value="collection" type="QString" name="type"/>
    </Option>
  </pipe-data-defined-properties>
  <pipe>
    <provider>
      <resampling zoomedOutResamplingMethod="nearestNeighbour" enabled="false" zoomedInResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer classificationMax="1" nodataColor="" band="1" classificationMin="0" alphaBand="-1" type="singlebandpseudocolor" opacity="1">
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader labelPrecision="6" colorRampType="INTERPOLATED" minimumValue="0" classificationMode="1" clip="0" maximumValue="1">
          <item alpha="0" label="0%" value="0" color="#000004"/>
          <item alpha="6" label="6%" value="0.0625" color="#0b0724"/>
          <item alpha="34" label="12%" value="0.125" color="#210c4a"/>
          <item alpha="62" label="19%" value="0.1875" color="#3d0965"/>
          <item alpha="90" label="25%" value="0.25" color="#57106e"/>
          <item alpha="100" label="31%" value="0.3125" color="#71196e"/>
          <item alpha="110" label="38%" value="0.375" color="#8a226a"/>
          <item alpha="120" label="44%" value="0.4375" color="#a32c61"/>
          <item alpha="130" label="50%" value="0.5" color="#bc3754"/>
          <item alpha="135" label="56%" value="0.5625" color="#d24644"/>
          <item alpha="140" label="62%" value="0.625" color="#e45a31"/>
          <item alpha="145" label="69%" value="0.6875" color="#f1731d"/>
          <item alpha="150" label="75%" value="0.75" color="#f98e09"/>
          <item alpha="155" label="81%" value="0.8125" color="#fcac11"/>
          <item alpha="160" label="88%" value="0.875" color="#f9cb35"/>
          <item alpha="165" label="94%" value="0.9375" color="#f2ea69"/>
          <item alpha="170" label="100%" value="1" color="#fcffa4"/>
          <rampLegendSettings useContinuousLegend="1" orientation="2" suffix="" minimumLabel="" maximumLabel="" prefix="" direction="0">
            <numericFormat id="percentage">
              <Option type="Map">
                <Option value="" type="QChar" name="decimal_separator"/>
                <Option value="6" type="int" name="decimals"/>
                <Option value="1" type="int" name="input_values"/>
                <Option value="0" type="int" name="rounding_type"/>
                <Option value="false" type="bool" name="show_plus"/>
                <Option value="true" type="bool" name="show_thousand_separator"/>
                <Option value="false" type="bool" name="show_trailing_zeros"/>
                <Option value="" type="QChar" name="thousand_separator"/>
              </Option>
            </numericFormat>
          </rampLegendSettings>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0" gamma="1"/>
    <huesaturation colorizeStrength="100" colorizeOn="0" colorizeGreen="128" invertColors="0" saturation="0" grayscaleMode="0" colorizeBlue="128" colorizeRed="255"/>
    <rasterresampler maxOversampling="2"/>
    <resamplingStage>resamplingFilter</resamplingStage>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
