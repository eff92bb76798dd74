using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>Rows of positions, postings and balances.</summary>
internal static class MoneyRows
{
    private const int StrategyBits = 16;
    private const int LedgerAccountBits = 8;

    public static void AddPosition(ViewTable table, LotExponents lots, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!PositionChanged.TryDecode(message, out var position)) throw place.Unreadable();
        table.Add(place.StreamId)
            .Add((long)position.AccountId).Add((int)position.StrategyId).Add((long)position.InstrumentId);
        place.Change(table)
            .Add(lots.Of(place.StreamId, position.InstrumentId))
            .Add(position.Quantity)
            .Add(position.Cost)
            .Add(position.AveragePrice)
            .Add(position.RealizedPnl)
            .Add(position.Fees)
            .Add(ViewText.CodeOf(position.Currency))
            .EndState(
                place.Session, ((ulong)position.AccountId << StrategyBits) | position.StrategyId, position.InstrumentId);
    }

    public static void AddPosting(ViewTables tables, in EventPlace place, ReadOnlySpan<byte> message)
    {
        if (!LedgerPosted.TryDecode(message, out var posting)) throw place.Unreadable();
        place.Event(tables.Ledger, posting.InputSequence)
            .Add(ViewText.Number(posting.PostingId)).Add((long)posting.AccountId)
            .Add(ViewText.NameOf(posting.PostingKind))
            .Add(ViewText.NameOf(posting.FromAccount)).Add(ViewText.NameOf(posting.ToAccount))
            .Add(ViewText.CodeOf(posting.Currency))
            .Add(posting.Amount)
            .Add(ViewText.Number(posting.OrderId))
            .Add(posting.FromBalance).Add(posting.ToBalance)
            .End();
        AddBalance(tables.Balances, place, posting, posting.FromAccount, posting.FromBalance);
        AddBalance(tables.Balances, place, posting, posting.ToAccount, posting.ToBalance);
    }

    private static void AddBalance(
        ViewTable table, in EventPlace place, in LedgerPosted posting, LedgerAccount account, long balance)
    {
        table.Add(place.StreamId).Add((long)posting.AccountId)
            .Add(ViewText.NameOf(account)).Add(ViewText.CodeOf(posting.Currency));
        place.Change(table)
            .Add(balance)
            .EndState(place.Session, ((ulong)posting.AccountId << LedgerAccountBits) | (byte)account, posting.Currency);
    }
}
