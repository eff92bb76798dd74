using System.Text;

namespace LatencyEngine.Domain.Events;

/// <summary>An event as text, for people: its message, or its bytes where that is not possible.</summary>
[ColdPath("text is for people")]
internal static class EngineEventText
{
    public static string Of(in EngineEvent e)
    {
        if (e.TemplateId == 0) return "(empty)";
        var name = Encoding.UTF8.GetString(LatencyEngineMessages.NameOf(e.TemplateId));
        return name.Length == 0 ? Convert.ToHexString(e.AsBytes()) : $"{name} {LatencyEngineMessages.ToText(e.AsBytes())}";
    }
}
