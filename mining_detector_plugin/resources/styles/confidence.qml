<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16-Białowieża" styleCategories="Symbology|Labeling">
  <pipe-data-defined-properties>
    <Option type="Map">
      <Option value="" name="name" type="QString"/>
      <Option name="properties"/>
      <Option value="collection" name="type" type="QString"/>
    </Option>
  </pipe-data-defined-properties>
  <pipe>
    <provider>
      <resampling zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2" enabled="false"/>
    </provider>
    <rasterrenderer nodataColor="" band="1" opacity="1" classificationMin="0" alphaBand="-1" type="singlebandpseudocolor" classificationMax="1">
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader classificationMode="1" maximumValue="1" colorRampType="INTERPOLATED" minimumValue="0" clip="0" labelPrecision="6">
          <item value="0" alpha="0" color="#000004" label="0%"/>
          <item value="0.0625" alpha="6" color="#0b0724" label="6%"/>
          <item value="0.125" alpha="34" color="#210c4a" label="12%"/>
          <item value="0.1875" alpha="62" color="#3d0965" label="19%"/>
          <item value="0.25" alpha="90" color="#57106e" label="25%"/>
          <item value="0.3125" alpha="100" color="#71196e" label="31%"/>
          <item value="0.375" alpha="110" color="#8a226a" label="38%"/>
          <item value="0.4375" alpha="120" color="#a32c61" label="44%"/>
          <item value="0.5" alpha="130" color="#bc3754" label="50%"/>
          <item value="0.5625" alpha="135" color="#d24644" label="56%"/>
          <item value="0.625" alpha="140" color="#e45a31" label="62%"/>
          <item value="0.6875" alpha="145" color="#f1731d" label="69%"/>
          <item value="0.75" alpha="150" color="#f98e09" label="75%"/>
          <item value="0.8125" alpha="155" color="#fcac11" label="81%"/>
          <item value="0.875" alpha="160" color="#f9cb35" label="88%"/>
          <item value="0.9375" alpha="165" color="#f2ea69" label="94%"/>
          <item value="1" alpha="170" color="#fcffa4" label="100%"/>
          <rampLegendSettings useContinuousLegend="1" prefix="" minimumLabel="" maximumLabel="" suffix="" direction="0" orientation="2">
            <numericFormat id="percentage">
              <Option type="Map">
                <Option value="" name="decimal_separator" type="QChar"/>
                <Option value="6" name="decimals" type="int"/>
                <Option value="1" name="input_values" type="int"/>
                <Option value="0" name="rounding_type" type="int"/>
                <Option value="false" name="show_plus" type="bool"/>
                <Option value="true" name="show_thousand_separator" type="bool"/>
                <Option value="false" name="show_trailing_zeros" type="bool"/>
                <Option value="" name="thousand_separator" type="QChar"/>
              </Option>
            </numericFormat>
          </rampLegendSettings>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" gamma="1" contrast="0"/>
    <huesaturation colorizeOn="0" colorizeGreen="128" grayscaleMode="0" colorizeRed="255" saturation="0" colorizeBlue="128" colorizeStrength="100" invertColors="0"/>
    <rasterresampler maxOversampling="2"/>
    <resamplingStage>resamplingFilter</resamplingStage>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
