namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits what an encoder says when the order is broken: what was tried, and what comes next at which entry.
/// Everything comes by value, because an encoder whose address is taken anywhere would no longer live in
/// registers.
/// </summary>
internal static class EncoderFault
{
    public static void Emit(GenerationContext context, CodeWriter writer, MessagePlan message)
    {
        context.Cold(writer, "the caller broke the order and must stop");
        writer.Line("[global::System.Diagnostics.CodeAnalysis.DoesNotReturn]");
        using var body = writer.Block("internal static void OutOfOrder(int attempted, int "
            + $"state{Parameters(message)})");
        for (var depth = 0; depth < message.DepthMax; depth++)
        {
            writer.Line($"var count{depth} = (int)(entries{depth} >> 32);");
            writer.Line($"var begun{depth} = count{depth} - (int)entries{depth};");
        }

        EmitAttempt(writer, message);
        EmitExpected(writer, message);
        writer.Line("throw new global::System.InvalidOperationException(");
        writer.Line("    $\"{attempt} cannot be written now: {expected} comes next. An encoder of a group "
            + "that was copied, \"");
        writer.Line("    + \"and not kept by reference, does not move the message on.\");");
    }

    private static void EmitAttempt(CodeWriter writer, MessagePlan message)
    {
        using var cases = writer.Statement("var attempt = attempted switch");
        foreach (var section in message.Root.AllSections())
        {
            writer.Line($"{section.BeginState} => \"{section.Path}\",");
            if (section is GroupSection group) writer.Line($"{group.EntryState} => \"an entry of "
                + $"{section.Path}\",");
        }

        writer.Line($"_ => \"the end of {message.Message.Name}\",");
    }

    private static void EmitExpected(CodeWriter writer, MessagePlan message)
    {
        using var cases = writer.Statement("var expected = state switch");
        foreach (var section in message.Root.AllSections())
        {
            writer.Line($"{section.BeginState} => $\"{PathAt(section)}\",");
            if (section is not GroupSection group) continue;
            var next = group.Next is { } sibling ? PathAt(sibling) : $"the end of {message.Message.Name}";
            if (EncoderOrder.EndsAtNextStep(group))
                writer.Line($"{group.EntryState} when begun{group.Depth} == count{group.Depth} => "
                    + $"$\"{next}\",");
            writer.Line($"{group.EntryState} => $\"entry {{begun{group.Depth}}} of the "
                + $"{{count{group.Depth}}} of {PathAt(section)}\",");
        }

        writer.Line($"_ => \"the end of {message.Message.Name}\",");
    }

    private static string Parameters(MessagePlan message) =>
        string.Concat(Enumerable.Range(0, message.DepthMax).Select(depth => $", long entries{depth}"));

    /// <summary>
    /// The path of a section with the index of each entry around it: <c>ExecReport.fills[1].note</c>.
    /// </summary>
    private static string PathAt(Section section)
    {
        if (section.Owner.Group is not { } group) return section.Path;
        return $"{PathAt(group)}[{{begun{group.Depth} - 1}}].{section.Element.Name}";
    }
}
