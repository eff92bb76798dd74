namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// The order of writing, as states of the encoder: each state allows one step. Which state follows is known when the
/// schema is compiled, but for groups, where it depends on whether the entry was the last one.
/// </summary>
internal static class EncoderOrder
{
    /// <summary>A statement that throws unless the encoder expects the step of this state.</summary>
    public static string Check(MessagePlan message, int state, string encoder) =>
        $"if ({encoder}_state != {state}) {message.EncoderName}.OutOfOrder({state}, {Arguments(message, encoder)});";

    /// <summary>The state after a section has been written, as an expression.</summary>
    public static string After(MessagePlan message, Section section, string encoder)
    {
        if (section.Next is { } next) return $"{next.BeginState}";
        return section.Owner.Group is { } group ? AfterEntry(message, group, encoder) : $"{message.DoneState}";
    }

    /// <summary>The state after an entry has been begun, as an expression.</summary>
    public static string AfterNext(MessagePlan message, GroupSection group, string encoder) =>
        group.IsFlat ? AfterEntry(message, group, encoder) : $"{group.Entry.Sections[0].BeginState}";

    /// <summary>Emits the method that throws, with everything by value: no address of the encoder may escape.</summary>
    public static void EmitFault(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        context.Cold(writer, "the caller broke the order and must stop");
        writer.Line("[global::System.Diagnostics.CodeAnalysis.DoesNotReturn]");
        using var body = writer.Block($"internal static void OutOfOrder(int attempted, int state{Parameters(message)})");
        using (writer.Statement("var attempt = attempted switch"))
        {
            foreach (var section in message.Root.AllSections())
            {
                writer.Line($"{section.BeginState} => \"{section.Path}\",");
                if (section is GroupSection group) writer.Line($"{group.EntryState} => \"an entry of {section.Path}\",");
            }

            writer.Line($"_ => \"the end of {message.Message.Name}\",");
        }

        using (writer.Statement("var expected = state switch"))
        {
            foreach (var section in message.Root.AllSections())
            {
                writer.Line($"{section.BeginState} => $\"{PathAt(section)}\",");
                if (section is GroupSection group)
                    writer.Line($"{group.EntryState} => $\"entry {{begun{group.Depth}}} of the "
                        + $"{{count{group.Depth}}} of {PathAt(section)}\",");
            }

            writer.Line($"_ => \"the end of {message.Message.Name}\",");
        }

        writer.Line("throw new global::System.InvalidOperationException(");
        writer.Line("    $\"{attempt} cannot be written now: {expected} comes next. An encoder of a group that was copied, \"");
        writer.Line("    + \"and not kept by reference, does not move the message on.\");");
    }

    private static string AfterEntry(MessagePlan message, GroupSection group, string encoder)
    {
        var after = After(message, group, encoder);
        var isLast = $"{encoder}_begun{group.Depth} == {encoder}_count{group.Depth}";
        return $"{isLast} ? {after} : {group.EntryState}";
    }

    private static string Arguments(MessagePlan message, string encoder)
    {
        var state = $"{encoder}_state";
        for (var depth = 0; depth < message.DepthMax; depth++)
            state += $", {encoder}_begun{depth}, {encoder}_count{depth}";
        return state;
    }

    private static string Parameters(MessagePlan message) => string.Concat(
        Enumerable.Range(0, message.DepthMax).Select(depth => $", int begun{depth}, int count{depth}"));

    /// <summary>The path of a section with the index of each entry around it: <c>ExecReport.fills[1].note</c>.</summary>
    private static string PathAt(Section section)
    {
        if (section.Owner.Group is not { } group) return section.Path;
        return $"{PathAt(group)}[{{begun{group.Depth} - 1}}].{section.Element.Name}";
    }
}
