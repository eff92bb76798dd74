namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>Wraps types and messages of a test in a schema with the usual header.</summary>
internal static class TestSchema
{
    private const string Header = """
        <composite name="messageHeader">
            <type name="blockLength" primitiveType="uint16"/>
            <type name="templateId" primitiveType="uint16"/>
            <type name="schemaId" primitiveType="uint16"/>
            <type name="version" primitiveType="uint16"/>
        </composite>
        """;

    public static string Of(
        string types, string messages, string byteOrder = "littleEndian", int version = 0, string header = Header) => $"""
        <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" package="test" id="7" version="{version}"
                           byteOrder="{byteOrder}">
        <types>
        {header}
        {types}
        </types>
        {messages}
        </sbe:messageSchema>
        """;

    /// <summary>
    /// A message <c>All</c> with every primitive as every kind of member, the last ones since version 2.
    /// </summary>
    public static string OfEveryKind(string byteOrder)
    {
        var primitives = "char int8 int16 int32 int64 uint8 uint16 uint32 uint64 float double".Split(' ');
        var suffixes = new[] { "", "Opt", "Array", "OptArray", "Const", "Composite" };
        var types = string.Concat(primitives.Select(TypesOf)) + NamedTypes;
        var names = primitives.SelectMany(_ => suffixes, (name, suffix) => name + suffix)
            .Concat(["letter", "number", "flags", "latin", "utf8"]).ToArray();
        var fields = names.Select((name, id) => $"<field name=\"{name}\" id=\"{id}\" type=\"{name}\"/>")
            .Concat(names.Select((name, id) =>
                $"<field name=\"opt{name}\" id=\"{1000 + id}\" type=\"{name}\"{Optional(name)}/>"))
            .Concat(suffixes.Select((suffix, id) =>
                $"<field name=\"late{suffix}\" id=\"{2000 + id}\" type=\"double{suffix}\" sinceVersion=\"{1 + (id / 3)}\"/>"));
        return Of(types, $"<sbe:message name=\"All\" id=\"1\">{string.Concat(fields)}</sbe:message>", byteOrder, version: 2);
    }

    private const string NamedTypes = """
        <enum name="letter" encodingType="char"><validValue name="A">A</validValue><validValue name="B">B</validValue></enum>
        <enum name="number" encodingType="uint16"><validValue name="One">1</validValue><validValue name="Two">2</validValue></enum>
        <set name="flags" encodingType="uint32"><choice name="Top">31</choice><choice name="Low">0</choice></set>
        <type name="latin" primitiveType="char" length="5" characterEncoding="ISO-8859-1"/>
        <type name="utf8" primitiveType="char" length="5" characterEncoding="UTF-8"/>
        """;

    private static string Optional(string name) =>
        name == "flags" || name.EndsWith("Const", StringComparison.Ordinal) ? "" : " presence=\"optional\"";

    private static string TypesOf(string name) => $"""
        <type name="{name}Opt" primitiveType="{name}" presence="optional"/>
        <type name="{name}Array" primitiveType="{name}" length="3"/>
        <type name="{name}OptArray" primitiveType="{name}" length="3" presence="optional"/>
        <type name="{name}Const" primitiveType="{name}" presence="constant">1</type>
        <composite name="{name}Composite"><type name="first" primitiveType="{name}"/><type
            name="second" primitiveType="{name}" presence="optional"/></composite>
        """;
}
