using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>
/// A schema with what the golden ones lack: a header of 12 bytes with counts, dimensions with counts and a
/// gap, an encodingType that names a type, uint32 lengths, a member called data, optional composites, sets
/// with free bits.
/// </summary>
internal static class OwnSchema
{
    private const string Types =
        """
        <composite name="wideHeader">
          <type name="version" primitiveType="uint16"/>
          <type name="blockLength" primitiveType="uint16"/>
          <type name="schemaId" primitiveType="uint16"/>
          <type name="templateId" primitiveType="uint16"/>
          <type name="numGroups" primitiveType="uint16"/>
          <type name="numVarDataFields" primitiveType="uint16"/>
        </composite>
        <composite name="dimension">
          <type name="blockLength" primitiveType="uint16"/>
          <type name="numInGroup" primitiveType="uint8" offset="4" minValue="0" maxValue="3"/>
          <type name="numGroups" primitiveType="uint8"/>
          <type name="numVarDataFields" primitiveType="uint8"/>
        </composite>
        <composite name="blob">
          <type name="length" primitiveType="uint32"/>
          <type name="data" primitiveType="uint8" length="0"/>
        </composite>
        <type name="code" primitiveType="uint8"/>
        <enum name="Kind" encodingType="code">
          <validValue name="Small">1</validValue>
          <validValue name="Large" sinceVersion="1">2</validValue>
        </enum>
        <set name="Bits" encodingType="uint16">
          <choice name="First">0</choice>
          <choice name="Last" sinceVersion="1">15</choice>
        </set>
        <composite name="amount">
          <type name="value" primitiveType="int64" presence="optional"/>
          <type name="scale" primitiveType="int8"/>
          <ref name="bits" type="Bits" sinceVersion="1"/>
        </composite>
        <type name="label" primitiveType="char" length="4" presence="optional"/>
        <type name="bounded" primitiveType="int16" minValue="-5" maxValue="5"/>
        """;

    private const string Messages =
        """
        <sbe:message name="Full" id="300">
          <field name="kind" id="1" type="Kind"/>
          <field name="bits" id="2" type="Bits"/>
          <field name="amount" id="3" type="amount" presence="optional" offset="8"/>
          <field name="label" id="4" type="label" offset="24"/>
          <field name="letter" id="5" type="char"/>
          <field name="rate" id="6" type="float"/>
          <field name="bounded" id="7" type="bounded"/>
          <field name="curve" id="8" type="curve"/>
          <field name="added" id="9" type="uint64" presence="optional" sinceVersion="1"/>
          <group name="rows" id="20" dimensionType="dimension">
            <field name="x" id="1" type="int32"/>
            <group name="cells" id="21" dimensionType="dimension"><field name="y" id="1" type="uint8"/></group>
            <data name="note" id="22" type="text"/>
          </group>
          <group name="extra" id="23" dimensionType="dimension" sinceVersion="1"/>
          <data name="blob" id="30" type="blob" sinceVersion="1"/>
        </sbe:message>
        """;

    public static MessageSchema LittleEndian { get; } = Read("littleEndian");

    public static MessageSchema BigEndian { get; } = Read("bigEndian");

    public static MessageSchema Of(ByteOrder order) =>
        order == ByteOrder.LittleEndian ? LittleEndian : BigEndian;

    private static MessageSchema Read(string byteOrder) => SchemaText.Read(SchemaText.Whole(
        $"package='own' id='9' version='1' headerType='wideHeader' byteOrder='{byteOrder}'",
        Types + "<type name='curve' primitiveType='double' length='2' presence='optional'/>"
        + "<composite name='text'><type name='length' primitiveType='uint8'/>"
        + "<type name='varData' primitiveType='char' length='0'/></composite>",
        Messages));
}
