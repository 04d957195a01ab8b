<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="0" maxScale="0" minScale="100000000" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="Symbology|Labeling|Rendering" symbologyReferenceScale="-1" version="3.22">
 <renderer-v2 type="RuleRenderer" enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0">
  <rules key="{e2cdf3b5-8ad4-4983-97c6-e3b3695db6b2}">
   <rule checkstate="0" filter="&quot;kind&quot; IN ('outlier','excluded')" key="{83d0357e-68e8-470e-91ea-6d2d55201f6f}" label="Not used: outlier or excluded" symbol="0" />
   <rule filter="&quot;kind&quot; = 'fit'" key="{a76551e9-e291-4b0e-89ec-174215703353}" label="Match in the fit (circle optical, square SAR)">
    <rule filter="&quot;residual_px&quot; &gt; 2" key="{7e1ad063-dcf8-487f-8f62-a8c8fcb1ff01}" label="Residual over 2 px" symbol="1" />
    <rule filter="&quot;residual_px&quot; &gt; 1 AND &quot;residual_px&quot; &lt;= 2" key="{d18d9630-657a-4d72-a2c3-9ed360e2fd9b}" label="Residual 1 to 2 px" symbol="2" />
    <rule filter="&quot;residual_px&quot; &lt;= 1" key="{e180ebe1-1ad3-444f-aec6-1ccbc55cb018}" label="Residual up to 1 px" symbol="3" />
   </rule>
   <rule filter="&quot;kind&quot; = 'check'" key="{86422639-d447-4821-bf54-e14d4650a9f3}" label="Check match, held out (dashed)">
    <rule filter="&quot;residual_px&quot; &gt; 2" key="{b12f6b83-3a7d-4437-a04e-2bffc18cb8d7}" label="Residual over 2 px" symbol="4" />
    <rule filter="&quot;residual_px&quot; &gt; 1 AND &quot;residual_px&quot; &lt;= 2" key="{29b93b41-d0b6-4284-9444-2cee5f816ca5}" label="Residual 1 to 2 px" symbol="5" />
    <rule filter="&quot;residual_px&quot; &lt;= 1" key="{03b9c895-679a-4272-bfe1-318e2409c486}" label="Residual up to 1 px" symbol="6" />
   </rule>
  </rules>
  <symbols>
   <symbol name="0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,0,0,170" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="0.75" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="flat" />
      <Option name="customdash" type="QString" value="0.4;1.2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="160,160,160,255" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="0.25" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="firstvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@0@2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="160,160,160,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="circle" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.25" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="lastvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@0@3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="160,160,160,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="square" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.15" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,0,0,170" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="0.9" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="213,94,0,255" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="0.4" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="firstvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@1@2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="213,94,0,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="circle" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.4" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="lastvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@1@3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="213,94,0,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="square" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.3" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,0,0,170" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="1.2" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="240,228,66,255" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="0.7" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="firstvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@2@2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="240,228,66,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="circle" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.7" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="lastvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@2@3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="240,228,66,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="square" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.6" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="3" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,0,0,170" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="1.5" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="86,180,233,255" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="1" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="firstvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@3@2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="86,180,233,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="circle" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="2" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="lastvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@3@3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="86,180,233,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="square" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.9" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="4" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,0,0,170" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="0.9" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="flat" />
      <Option name="customdash" type="QString" value="1.6;1.2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="213,94,0,255" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="0.4" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="firstvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@4@2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="213,94,0,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="circle" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.4" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="lastvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@4@3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="213,94,0,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="square" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.3" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="5" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,0,0,170" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="1.2" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="flat" />
      <Option name="customdash" type="QString" value="1.6;1.2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="240,228,66,255" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="0.7" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="firstvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@5@2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="240,228,66,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="circle" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.7" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="lastvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@5@3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="240,228,66,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="square" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.6" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol name="6" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="0,0,0,170" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="1.5" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
     </Option>
    </layer>
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="flat" />
      <Option name="customdash" type="QString" value="1.6;1.2" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="86,180,233,255" />
      <Option name="line_style" type="QString" value="solid" />
      <Option name="line_width" type="QString" value="1" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="1" />
     </Option>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="firstvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@6@2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="86,180,233,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="circle" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="2" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
    <layer class="MarkerLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="average_angle_length" type="QString" value="4" />
      <Option name="average_angle_unit" type="QString" value="MM" />
      <Option name="interval" type="QString" value="3" />
      <Option name="interval_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_along_line" type="QString" value="0" />
      <Option name="offset_along_line_unit" type="QString" value="MM" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="placement" type="QString" value="lastvertex" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="rotate" type="QString" value="0" />
     </Option>
     <symbol name="@6@3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option name="angle" type="QString" value="0" />
        <Option name="cap_style" type="QString" value="square" />
        <Option name="color" type="QString" value="86,180,233,255" />
        <Option name="horizontal_anchor_point" type="QString" value="1" />
        <Option name="joinstyle" type="QString" value="bevel" />
        <Option name="name" type="QString" value="square" />
        <Option name="offset" type="QString" value="0,0" />
        <Option name="offset_unit" type="QString" value="MM" />
        <Option name="outline_color" type="QString" value="0,0,0,220" />
        <Option name="outline_style" type="QString" value="solid" />
        <Option name="outline_width" type="QString" value="0.2" />
        <Option name="outline_width_unit" type="QString" value="MM" />
        <Option name="scale_method" type="QString" value="diameter" />
        <Option name="size" type="QString" value="1.9" />
        <Option name="size_unit" type="QString" value="MM" />
        <Option name="vertical_anchor_point" type="QString" value="1" />
       </Option>
      </layer>
     </symbol>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <layerOpacity>1</layerOpacity>
 <layerGeometryType>1</layerGeometryType>
</qgis>
