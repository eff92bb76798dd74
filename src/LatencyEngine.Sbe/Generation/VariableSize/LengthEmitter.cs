namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>Emits the length of a message from the numbers of entries and bytes that it will have.</summary>
internal static class LengthEmitter
{
    public static void Emit(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        var names = new NameScope(["length"]);
        var terms = new List<string>();
        var parameters = new List<string>();
        AddTerms(message.Root, "", names, parameters, terms);
        Docs.Summary(
            writer,
            "Bytes of a message with so many entries and bytes of var data. Where a section is inside a "
                + "group, the number "
            + "is the sum over all entries of that group. Throws OverflowException above 2 147 483 647 "
            + "bytes.");
        writer.Line("public static int ComputeEncodedLength(");
        writer.Line($"    {string.Join(", ", parameters)})");
        using (writer.Block())
        {
            writer.Line($"var length = {message.HeaderBytes + message.Root.EmptyBytes}L;");
            foreach (var term in terms) writer.Line($"length += {term};");
            writer.Line("return checked((int)length);");
        }

        writer.Line();
    }

    private static void AddTerms(
        SectionOwner owner, string prefix, NameScope names, List<string> parameters, List<string> terms)
    {
        foreach (var section in owner.Sections)
        {
            var wanted = Camel(prefix + section.Property) + (section is GroupSection ? "Count" : "Bytes");
            var name = names.Claim(wanted, "Value");
            parameters.Add($"int {name}");
            terms.Add(section is GroupSection { Entry: var entry } ? $"{entry.EmptyBytes}L * {name}" : name);
            if (section is GroupSection group)
                AddTerms(group.Entry, prefix + section.Property, names, parameters, terms);
        }
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
