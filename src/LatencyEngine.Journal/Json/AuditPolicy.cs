using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Json;

/// <summary>
/// Which events the store holds as JSON that any SQL user reads, and which as SBE bytes alone. Immutable; any thread.
/// </summary>
public sealed class AuditPolicy
{
    private readonly bool[] _isJson = new bool[EventTypes.Templates[^1] + 1];

    private AuditPolicy(string name, Func<int, bool> isJson)
    {
        Name = name;
        foreach (var templateId in EventTypes.Templates)
            _isJson[templateId] = EventJson.Has(templateId) && isJson(templateId);
    }

    /// <summary>
    /// JSON for what people audit: orders, fills, risk decisions, ledger, positions, alerts, commands, definitions, the
    /// session. Bytes for what comes in masses: market data, bars, time.
    /// </summary>
    public static AuditPolicy Audited { get; } = new("audited", templateId => !IsVoluminous(templateId));

    /// <summary>JSON for every event that has a JSON form.</summary>
    public static AuditPolicy All { get; } = new("all", _ => true);

    /// <summary>Bytes for every event.</summary>
    public static AuditPolicy None { get; } = new("none", _ => false);

    /// <summary>As settings spell it: <c>audited</c>, <c>all</c> or <c>none</c>.</summary>
    public string Name { get; }

    /// <summary>The policy of this name; null when there is none.</summary>
    public static AuditPolicy? Find(string name) =>
        new[] { Audited, All, None }.FirstOrDefault(policy => policy.Name == name);

    /// <summary>Whether events of this template go as JSON. One that JSON cannot hold exactly goes as bytes all the same.</summary>
    public bool IsJson(int templateId) => (uint)templateId < (uint)_isJson.Length && _isJson[templateId];

    private static bool IsVoluminous(int templateId) => templateId is
        Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookSnapshotEncoder.TemplateId
        or BookOrder.TemplateId or BarClosed.TemplateId or TimeAdvanced.TemplateId;
}
