using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>Rows of what risk decided and what somebody should look at.</summary>
internal static class RiskRows
{
    public static void AddBreach(ViewTable table, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!RiskBreached.TryDecode(message, out var breached)) throw place.Unreadable();
        place.Event(table, breached.InputSequence)
            .Add("LimitBreached").Add(ViewText.NameOf(breached.ScopeKind)).Add((decimal)breached.ScopeId)
            .Skip(columns: 1)
            .Add(ViewText.NameOf(breached.LimitKind)).Add(breached.Limit).Add(breached.Actual)
            .Skip(columns: 4)
            .End();
    }

    public static void AddState(ViewTable table, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!TradingStateChanged.TryDecode(message, out var changed)) throw place.Unreadable();
        place.Event(table, changed.InputSequence)
            .Add("TradingStateChanged").Add(ViewText.NameOf(changed.ScopeKind)).Add((decimal)changed.ScopeId)
            .Add((long)changed.ActorId)
            .Skip(columns: 3)
            .Add(ViewText.NameOf(changed.TradingState)).Add(ViewText.NameOf(changed.HaltReason))
            .Add((int)changed.HaltFlags).Add(changed.IsLocked != 0)
            .End();
    }

    public static void AddLimit(ViewTable table, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!RiskLimitChanged.TryDecode(message, out var changed)) throw place.Unreadable();
        place.Event(table, changed.InputSequence)
            .Add("LimitChanged").Add(ViewText.NameOf(changed.ScopeKind)).Add((decimal)changed.ScopeId)
            .Add((long)changed.ActorId)
            .Add(ViewText.NameOf(changed.LimitKind)).Add(changed.Value)
            .Skip(columns: 5)
            .End();
    }

    public static void AddAlert(ViewTable table, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!AlertRaised.TryDecode(message, out var alert)) throw place.Unreadable();
        place.Event(table, alert.InputSequence)
            .Add(ViewText.NameOf(alert.AlertKind)).Add(ViewText.NameOf(alert.Severity)).Add((long)alert.InstrumentId)
            .Add(alert.Detail).Add(alert.Detail2)
            .End();
    }

    public static void AddRejection(ViewTable table, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!CommandRejected.TryDecode(message, out var rejected)) throw place.Unreadable();
        place.Event(table, rejected.InputSequence)
            .Add("Command").Add(ViewText.NameOf(rejected.RejectReason)).Add((long)rejected.ActorId)
            .Add(ViewText.NameOf(rejected.ScopeKind)).Add((decimal)rejected.ScopeId)
            .Add(rejected.Limit).Add(rejected.Actual)
            .Skip(columns: 5)
            .Add((int)rejected.CommandTemplateId)
            .Skip(columns: 1)
            .End();
    }
}
