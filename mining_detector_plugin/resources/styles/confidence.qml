<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis styleCategories="Symbology|Labeling" version="3.22.16-Białowieża">
  <pipe-data-defined-properties>
    <Option type="Map">
      <Option name="name" type="QString" value=""/>
      <Option name="properties"/>
      <Option name="type" type="QString" value="collection"/>
    </Option>
  </pipe-data-defined-properties>
  <pipe>
    <provider>
      <resampling zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2" enabled="false"/>
    </provider>
    <rasterrenderer nodataColor="" opacity="1" alphaBand="-1" classificationMin="0" band="1" type="singlebandpseudocolor" classificationMax="1">
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" clip="0" classificationMode="1" maximumValue="1" labelPrecision="6" minimumValue="0">
          <item alpha="0" color="#000004" value="0" label="0%"/>
          <item alpha="7" color="#0b0724" value="0.0625" label="6%"/>
          <item alpha="41" color="#210c4a" value="0.125" label="12%"/>
          <item alpha="76" color="#3d0965" value="0.1875" label="19%"/>
          <item alpha="110" color="#57106e" value="0.25" label="25%"/>
          <item alpha="128" color="#71196e" value="0.3125" label="31%"/>
          <item alpha="145" color="#8a226a" value="0.375" label="38%"/>
          <item alpha="162" color="#a32c61" value="0.4375" label="44%"/>
          <item alpha="180" color="#bc3754" value="0.5" label="50%"/>
          <item alpha="186" color="#d24644" value="0.5625" label="56%"/>
          <item alpha="191" color="#e45a31" value="0.625" label="62%"/>
          <item alpha="197" color="#f1731d" value="0.6875" label="69%"/>
          <item alpha="202" color="#f98e09" value="0.75" label="75%"/>
          <item alpha="208" color="#fcac11" value="0.8125" label="81%"/>
          <item alpha="214" color="#f9cb35" value="0.875" label="88%"/>
          <item alpha="219" color="#f2ea69" value="0.9375" label="94%"/>
          <item alpha="225" color="#fcffa4" value="1" label="100%"/>
          <rampLegendSettings suffix="" direction="0" orientation="2" minimumLabel="" useContinuousLegend="1" maximumLabel="" prefix="">
            <numericFormat id="percentage">
              <Option type="Map">
                <Option name="decimal_separator" type="QChar" value=""/>
                <Option name="decimals" type="int" value="6"/>
                <Option name="input_values" type="int" value="1"/>
                <Option name="rounding_type" type="int" value="0"/>
                <Option name="show_plus" type="bool" value="false"/>
                <Option name="show_thousand_separator" type="bool" value="true"/>
                <Option name="show_trailing_zeros" type="bool" value="false"/>
                <Option name="thousand_separator" type="QChar" value=""/>
              </Option>
            </numericFormat>
          </rampLegendSettings>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0" gamma="1"/>
    <huesaturation grayscaleMode="0" colorizeBlue="128" invertColors="0" colorizeOn="0" colorizeRed="255" colorizeGreen="128" colorizeStrength="100" saturation="0"/>
    <rasterresampler maxOversampling="2"/>
    <resamplingStage>resamplingFilter</resamplingStage>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
