using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>An exchange and what is asked of it.</summary>
public sealed record ExchangeProgram
{
    public required MatchingCapacities Capacities { get; init; }

    /// <summary>Of the books 0, 1, and so on.</summary>
    public required IReadOnlyList<BookRules> Books { get; init; }

    public IReadOnlyList<(uint AccountId, uint Group)> OwnerGroups { get; init; } = [];

    /// <summary>In every book that tracks positions.</summary>
    public IReadOnlyList<(uint AccountId, long Lots)> Positions { get; init; } = [];

    public required IReadOnlyList<ExchangeCommand> Commands { get; init; }

    public void Open(IExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        for (var book = 0; book < Books.Count; book++)
        {
            exchange.Open((uint)book, Books[book]);
            if (!Books[book].TracksPositions) continue;
            foreach (var (accountId, lots) in Positions) exchange.SetPosition((uint)book, accountId, lots);
        }

        foreach (var (accountId, group) in OwnerGroups) exchange.SetOwnerGroup(accountId, group);
    }

    public override string ToString() => string.Join('\n',
    [
        $"orders {Capacities.Orders}, special {Capacities.SpecialOrders}, groups {Capacities.Groups}",
        .. Books.Select((rules, book) => $"book {book}: {rules}"),
        .. OwnerGroups.Select(owner => $"account {owner.AccountId} of owner {owner.Group}"),
        .. Positions.Select(position => $"account {position.AccountId} has {position.Lots}"),
        .. Commands.Select(command => command.ToString()),
    ]);
}
