using static LatencyEngine.Sbe.Generation.Framework;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits the property of a message's decoder for one section. In the order of the wire the cursor is already
/// there; otherwise it is looked for from the nearest place that is known.
/// </summary>
internal static class SectionProperty
{
    public static void Emit(GenerationContext context, CodeWriter writer, Section section)
    {
        switch (section)
        {
            case GroupSection { IsFlat: false } group: EmitVariableGroup(context, writer, group); break;
            case GroupSection group: EmitFlatGroup(context, writer, group); break;
            case DataSection data: EmitData(context, writer, data); break;
            default: throw new InvalidOperationException($"no property for {section.Path}");
        }

        writer.Line();
    }

    /// <summary>What the docstring of a group says.</summary>
    public static void DocumentGroup(GenerationContext context, CodeWriter writer, GroupSection group) =>
        Docs.Element(
        writer, context.Options, group.Element, $"The group {group.Element.Name}.",
        $"Group {group.Element.Name}, id {group.Group.Id}.",
        group.SinceVersion > 0 ? "Empty when the sender does not have it." : "");

    /// <summary>What the docstring of var data says.</summary>
    public static void DocumentData(GenerationContext context, CodeWriter writer, DataSection data) =>
        Docs.Element(
        writer, context.Options, data.Element, $"The var data {data.Element.Name}, in place.",
        $"Var data {data.Element.Name}, id {data.Data.Id}, {data.Encoding.CharacterEncoding ?? "bytes"}.",
        data.SinceVersion > 0 ? "Empty when the sender does not have them." : "");

    private static void EmitVariableGroup(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        DocumentGroup(context, writer, group);
        writer.Line(UnscopedRef);
        using var body = writer.Block($"public {context.Global(group.DecoderName)} {group.Property}");
        writer.Line(Inlined);
        writer.Line($"get => new(ref _start, _length, {Position(group)}, _version, ref _cursor);");
    }

    private static void EmitFlatGroup(GenerationContext context, CodeWriter writer, GroupSection group)
    {
        DocumentGroup(context, writer, group);
        using var body = writer.Block($"public {context.Global(group.DecoderName)} {group.Property}");
        writer.Line(Inlined);
        using var getter = writer.Block("get");
        EmitAbsent(writer, group);
        writer.Line($"var position = {Position(group)};");
        writer.Line($"var group = new {context.Global(group.DecoderName)}(ref _start, _length, position, "
            + "_version, out var end);");
        writer.Line($"_cursor.MoveTo({group.Index + 1}, end, position);");
        writer.Line("return group;");
    }

    private static void EmitData(GenerationContext context, CodeWriter writer, DataSection data)
    {
        DocumentData(context, writer, data);
        using (writer.Block($"public {Bytes} {data.Property}"))
        {
            writer.Line(Inlined);
            using var getter = writer.Block("get");
            EmitAbsent(writer, data);
            writer.Line($"var position = {Position(data)};");
            writer.Line("var data = "
                + $"{context.Global("SbeSections")}.Read{VarDataSource.NameOf(context, data.Encoding)}(");
            writer.Line($"    ref _start, _length, position, \"{data.Path}\", out var end);");
            writer.Line($"_cursor.MoveTo({data.Index + 1}, end, position);");
            writer.Line("return data;");
        }

        writer.Line();
        OwnerMembers.EmitText(context, writer, data, isReadonly: false);
    }

    private static void EmitAbsent(CodeWriter writer, Section section)
    {
        if (section.SinceVersion == 0) return;
        using (writer.Block($"if (_version < {section.SinceVersion})"))
        {
            writer.Line($"if (_cursor.Section == {section.Index}) "
                + $"_cursor.MoveTo({section.Index + 1}, _cursor.Position, _cursor.Position);");
            writer.Line("return default;");
        }

        writer.Line();
    }

    private static string Position(Section section) => section.Index == 0
        ? "_first"
        : $"_cursor.Section == {section.Index} ? _cursor.Position : "
            + $"Locate({section.Index}, _cursor, ref _start, _length, _first, _version)";
}
