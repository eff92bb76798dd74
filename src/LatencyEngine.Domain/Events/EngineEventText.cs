namespace LatencyEngine.Domain.Events;

/// <summary>An event as text, for people: its message, or its bytes where that is not possible.</summary>
[ColdPath("text is for people")]
internal static class EngineEventText
{
    public static string Of(in EngineEvent e)
    {
        if (e.TemplateId == 0) return "(empty)";
        return LatencyEngineMessages.NameOf(e.TemplateId).IsEmpty
            ? Convert.ToHexString(e.AsBytes())
            : LatencyEngineMessages.ToText(e.AsBytes());
    }
}
