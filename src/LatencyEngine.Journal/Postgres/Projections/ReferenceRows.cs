using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>Rows of what the session defines.</summary>
internal static class ReferenceRows
{
    public static void AddInstrument(ViewTable table, LotExponents lots, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!InstrumentDefinition.TryDecode(message, out var instrument)) throw place.Unreadable();
        lots.Set(place.StreamId, instrument.InstrumentId, instrument.LotExponent);
        place.Change(table.Add(place.StreamId).Add((long)instrument.InstrumentId))
            .Add(ViewText.TextOf(instrument.SymbolRaw))
            .Add((int)instrument.VenueId)
            .Add(ViewText.NameOf(instrument.Kind))
            .Add(ViewText.CodeOf(instrument.Currency))
            .Add(instrument.TickSize)
            .Add(instrument.Multiplier)
            .Add(instrument.LotSize)
            .Add((int)instrument.LotExponent)
            .EndState(place.Session, instrument.InstrumentId);
    }

    public static void AddAccount(ViewTable table, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!AccountDefinition.TryDecode(message, out var account)) throw place.Unreadable();
        place.Change(table.Add(place.StreamId).Add((long)account.AccountId))
            .Add(ViewText.TextOf(account.NameRaw))
            .Add(ViewText.CodeOf(account.Currency))
            .EndState(place.Session, account.AccountId);
    }

    public static void AddStrategy(ViewTable table, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!StrategyDefinition.TryDecode(message, out var strategy)) throw place.Unreadable();
        place.Change(table.Add(place.StreamId).Add((int)strategy.StrategyId))
            .Add(ViewText.TextOf(strategy.NameRaw))
            .Add((long)strategy.AccountId)
            .Skip(columns: 2)
            .EndState(place.Session, strategy.StrategyId);
    }

    public static void AddStrategyState(ViewTable table, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!StrategyStateChanged.TryDecode(message, out var changed)) throw place.Unreadable();
        place.Change(table.Add(place.StreamId).Add((int)changed.StrategyId))
            .Skip(columns: 2)
            .Add(ViewText.NameOf(changed.StrategyState))
            .Add(ViewText.NameOf(changed.StrategyReason))
            .EndState(place.Session, changed.StrategyId);
    }
}
