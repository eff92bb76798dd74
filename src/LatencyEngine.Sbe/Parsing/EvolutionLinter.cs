using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Warns where a correct schema will surprise decoders of an older version, or people. SBE 1.0 sends no count
/// of groups and var data, so that an old decoder can only skip what is new behind everything that it knows.
/// </summary>
internal sealed class EvolutionLinter(DiagnosticSink sink)
{
    public static void Check(MessageSchema schema, DiagnosticSink sink)
    {
        var linter = new EvolutionLinter(sink);
        foreach (var type in schema.Types) linter.CheckType(type);
        linter.CheckCase("type", schema.Types);
        linter.CheckCase("message", schema.Messages);
        foreach (var message in schema.Messages) linter.CheckBlock(message);
    }

    private void CheckBlock(MessageBlock block)
    {
        CheckGroupsBeforeOlderData(block);
        CheckCompositesGrow(block);
        foreach (var field in block.Fields) CheckDeprecatedType(field, field.Type);
        foreach (var data in block.Data) CheckDeprecatedType(data, data.Encoding.Composite);
        CheckCase("field", [.. block.Fields, .. block.Groups, .. block.Data]);
        foreach (var group in block.Groups)
        {
            CheckEntriesGrow(group);
            CheckBlock(group);
        }
    }

    private void CheckGroupsBeforeOlderData(MessageBlock block)
    {
        foreach (var group in block.Groups)
        {
            if (block.Data.FirstOrDefault(d => d.SinceVersion < group.SinceVersion) is not { } older) continue;
            sink.Warning(Rule.GroupBeforeOlderData, group.Location,
                $"group '{group.Name}' of version {group.SinceVersion} stands before var data "
                + $"'{older.Name}' of version "
                + $"{older.SinceVersion}: a decoder older than {group.SinceVersion} reads the group as "
                + $"'{older.Name}'");
        }
    }

    private void CheckEntriesGrow(MessageGroup group)
    {
        foreach (var element in group.Groups.Concat<SchemaElement>(group.Data))
        {
            if (element.SinceVersion <= group.SinceVersion) continue;
            sink.Warning(Rule.EntriesGrow, element.Location,
                $"'{element.Name}' of version {element.SinceVersion} makes the entries of group "
                + $"'{group.Name}' longer: "
                + $"a decoder older than {element.SinceVersion} cannot find the second entry");
        }
    }

    private void CheckCompositesGrow(MessageBlock block)
    {
        var fields = block.Fields.Where(f => !f.IsConstant).ToList();
        for (var i = 0; i + 1 < fields.Count; i++)
        {
            var (field, next) = (fields[i], fields[i + 1]);
            if (field.Offset + field.Type.SizeAt(next.SinceVersion) == field.Offset + field.Size) continue;
            sink.Warning(Rule.CompositeGrows, field.Location,
                $"field '{field.Name}' of type '{field.Type.Name}' has members newer than version "
                + $"{next.SinceVersion} of "
                + $"'{next.Name}' behind it: decoders and messages older than those members place "
                + $"'{next.Name}' elsewhere");
        }
    }

    private void CheckType(SchemaType type)
    {
        if (type is EnumType { Encoding.IsSignedInteger: true } enumType)
            sink.Warning(Rule.SignedEncoding, type.Location,
                $"enum '{type.Name}' is encoded as {enumType.Encoding}; the standard knows char and "
                + "unsigned integers only");
        if (type is not CompositeType composite) return;
        CheckCase("member", composite.Members);
        foreach (var member in composite.Members)
        {
            if (member.IsReference) CheckDeprecatedType(member, member.Type);
            else CheckType(member.Type);
        }
    }

    private void CheckDeprecatedType(SchemaElement user, SchemaType type)
    {
        if (type.DeprecatedSince is not { } since || user.DeprecatedSince is not null) return;
        sink.Warning(Rule.DeprecatedInUse, user.Location,
            $"'{user.Name}' is of type '{type.Name}', deprecated since version {since}, but is not "
            + "deprecated itself");
    }

    private void CheckCase(string what, IEnumerable<SchemaElement> scope)
    {
        var seen = new Dictionary<string, SchemaElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var element in scope)
        {
            if (seen.TryAdd(element.Name, element)) continue;
            sink.Warning(Rule.NamesDifferByCase, element.Location,
                $"{what} '{element.Name}' differs from '{seen[element.Name].Name}' only by case");
        }
    }
}
