namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// The order of writing, as states of the encoder: each state allows one step. Which state follows is known
/// when the schema is compiled, but for groups, where it depends on whether the entry was the last one.
/// </summary>
/// <remarks>
/// Two ways to end a group. Most stay in their state to the end, and the next step looks whether entries are
/// missing: the loop over the entries then writes no state, which is a tenth of the time of a small message.
/// A group that ends the entry of another group has no single next step, so its last entry moves the state
/// on.
/// </remarks>
internal static class EncoderOrder
{
    /// <summary>
    /// Whether the step after the group looks for missing entries, instead of the group's last entry.
    /// </summary>
    public static bool EndsAtNextStep(GroupSection group) =>
        group.IsFlat && (group.Next is not null || group.Owner.Group is null);

    /// <summary>A statement that throws unless this section comes next.</summary>
    public static string CheckBegin(MessagePlan message, Section section, string encoder) =>
        Check(message, NotAfter(section.Previous, section.BeginState, encoder), section.BeginState, encoder);

    /// <summary>A statement that throws unless an entry of this group comes next.</summary>
    public static string CheckEntry(MessagePlan message, GroupSection group, string encoder)
    {
        var isOver = EndsAtNextStep(group) ? $" || (int){encoder}_entries{group.Depth} == 0" : "";
        return Check(message, $"{encoder}_state != {group.EntryState}{isOver}", group.EntryState, encoder);
    }

    /// <summary>A statement that throws unless everything has been written.</summary>
    public static string CheckDone(MessagePlan message) =>
        Check(message, NotAfter(message.Root.Sections[^1], message.DoneState, ""), message.DoneState, "");

    /// <summary>An expression that is true when this section of the message itself comes next.</summary>
    public static string IsNext(Section section) =>
        section.Previous is GroupSection group && EndsAtNextStep(group)
        ? $"_state == {group.EntryState} && (int)_entries{group.Depth} == 0"
        : $"_state == {section.BeginState}";

    /// <summary>A statement that moves the state on once var data have been written.</summary>
    public static string EndData(MessagePlan message, DataSection data, string encoder) =>
        $"{encoder}_state = {After(message, data, encoder)};";

    /// <summary>A statement that moves the state on once a group has been announced.</summary>
    public static string BeginGroup(MessagePlan message, GroupSection group, string encoder) =>
        EndsAtNextStep(group)
        ? $"{encoder}_state = {group.EntryState};"
        : $"if (count != 0) {encoder}_state = {group.EntryState};\nelse {encoder}_state = "
            + $"{After(message, group, encoder)};";

    /// <summary>
    /// A statement that moves the state on once an entry has been begun; empty where it stays.
    /// </summary>
    public static string BeginEntry(MessagePlan message, GroupSection group, string encoder)
    {
        if (EndsAtNextStep(group)) return "";
        return group.IsFlat
            ? $"{encoder}_state = {AfterEntry(message, group, encoder)};"
            : $"{encoder}_state = {group.Entry.Sections[0].BeginState};";
    }

    private static string Check(MessagePlan message, string isWrong, int state, string encoder) =>
        $"if ({isWrong}) {message.EncoderName}.OutOfOrder({state}, {Arguments(message, encoder)});";

    private static string NotAfter(Section? previous, int state, string encoder) =>
        previous is GroupSection group && EndsAtNextStep(group)
            ? $"{encoder}_state != {group.EntryState} || (int){encoder}_entries{group.Depth} != 0"
            : $"{encoder}_state != {state}";

    private static string After(MessagePlan message, Section section, string encoder)
    {
        if (section.Next is { } next) return $"{next.BeginState}";
        if (section.Owner.Group is not { } group) return $"{message.DoneState}";
        return AfterEntry(message, group, encoder);
    }

    private static string AfterEntry(MessagePlan message, GroupSection group, string encoder)
    {
        var after = After(message, group, encoder);
        return $"(int){encoder}_entries{group.Depth} != 0 ? {group.EntryState} : {after}";
    }

    private static string Arguments(MessagePlan message, string encoder)
    {
        var state = $"{encoder}_state";
        for (var depth = 0; depth < message.DepthMax; depth++) state += $", {encoder}_entries{depth}";
        return state;
    }
}
