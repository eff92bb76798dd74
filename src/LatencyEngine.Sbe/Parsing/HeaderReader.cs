using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Finds the message header's composite and the members in it that have a meaning.</summary>
internal sealed class HeaderReader(TypeTable types)
{
    private const string DefaultName = "messageHeader";

    /// <summary>The header, or null after a report.</summary>
    public MessageHeader? Read(SchemaNode root)
    {
        var name = root.Attribute("headerType") ?? DefaultName;
        var type = types.Find(name);
        if (type is null && types.Declares(name)) return null;
        if (type is not CompositeType composite || VarDataReader.IsVarData(type))
        {
            root.Error(Rule.BadHeader, "headerType", type is null
                ? $"the schema has no composite '{name}' for the message header; expected one with "
                    + "blockLength, templateId, schemaId and version"
                : $"the message header '{name}' is not a composite of fixed size");
            return null;
        }
        var members = new RoleFinder(Rule.BadHeader, $"message header '{name}'", composite);
        var header = Build(root, composite, members);
        return members.IsComplete ? header : null;
    }

    private static MessageHeader Build(SchemaNode root, CompositeType composite, RoleFinder members) => new()
    {
        Composite = composite,
        BlockLength = members.Require(root, "blockLength"),
        TemplateId = members.Require(root, "templateId"),
        SchemaId = members.Require(root, "schemaId"),
        Version = members.Require(root, "version"),
        NumGroups = members.Optional(root, "numGroups"),
        NumVarDataFields = members.Optional(root, "numVarDataFields"),
    };
}
