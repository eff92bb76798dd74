using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>
/// Runs programs on two exchanges and compares everything after every command; makes a program that shows a difference
/// as short as it can.
/// </summary>
public sealed class ProgramComparison(Func<MatchingCapacities, IExchange> one, Func<MatchingCapacities, IExchange> other)
{
    private const int TriesMax = 20_000;

    /// <summary>Where the two differ first, in words; null where they agree.</summary>
    public string? FirstDifference(ExchangeProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var (left, right) = (one(program.Capacities), other(program.Capacities));
        try
        {
            program.Open(left);
            program.Open(right);
            for (var i = 0; i < program.Commands.Count; i++)
                if (DifferenceAfter(program, program.Commands[i], left, right) is { } difference) return $"after command {i}, {difference}";
            return null;
        }
        finally
        {
            (left as IDisposable)?.Dispose();
            (right as IDisposable)?.Dispose();
        }
    }

    /// <summary>A program as short as possible that still shows a difference, with it; null where there is none.</summary>
    public string? Explain(ExchangeProgram program)
    {
        if (FirstDifference(program) is null) return null;
        var shrunk = Shrink(program);
        return $"{shrunk}\n{FirstDifference(shrunk)}";
    }

    public ExchangeProgram Shrink(ExchangeProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var tries = 0;
        for (var chunk = program.Commands.Count; chunk > 0; chunk /= 2)
        {
            for (var at = 0; at < program.Commands.Count && tries++ < TriesMax;)
            {
                var shorter = program with { Commands = [.. program.Commands.Take(at), .. program.Commands.Skip(at + chunk)] };
                if (FirstDifference(shorter) != null) program = shorter;
                else at += chunk;
            }
        }

        return program;
    }

    private static string? DifferenceAfter(ExchangeProgram program, ExchangeCommand command, IExchange left, IExchange right)
    {
        command.Run(left);
        command.Run(right);
        if (Different("said", left.Said.Select(Text), right.Said.Select(Text)) is { } said) return said;
        if (left.LiveOrders != right.LiveOrders) return $"live orders: {left.LiveOrders} and {right.LiveOrders}";
        for (var book = 0U; book < program.Books.Count; book++)
            if (DifferenceOf(book, left, right) is { } difference) return $"book {book}, {difference}";
        return null;
    }

    private static string? DifferenceOf(uint book, IExchange left, IExchange right)
    {
        if (left.PhaseOf(book) != right.PhaseOf(book)) return $"phase: {left.PhaseOf(book)} and {right.PhaseOf(book)}";
        if (left.LastPriceOf(book) != right.LastPriceOf(book)) return $"last price: {left.LastPriceOf(book)} and {right.LastPriceOf(book)}";
        if (left.AuctionPriceOf(book) != right.AuctionPriceOf(book))
            return $"auction: {left.AuctionPriceOf(book)} and {right.AuctionPriceOf(book)}";
        foreach (var side in (Side[])[Side.Buy, Side.Sell])
        {
            if (Different($"{side} depth", left.Depth(book, side), right.Depth(book, side)) is { } depth) return depth;
            if (Different($"{side} orders", left.Resting(book, side), right.Resting(book, side)) is { } orders) return orders;
        }

        if (Different("others", left.Others(book), right.Others(book)) is { } others) return others;
        for (var account = 1U; account < 7; account++)
            if (left.PositionOf(book, account) != right.PositionOf(book, account))
                return $"position of {account}: {left.PositionOf(book, account)} and {right.PositionOf(book, account)}";
        return null;
    }

    private static string? Different<T>(string what, IEnumerable<T> left, IEnumerable<T> right)
    {
        var (ours, theirs) = (left.ToList(), right.ToList());
        return ours.SequenceEqual(theirs)
            ? null
            : $"{what}:\n  one:\n    {string.Join("\n    ", ours)}\n  the other:\n    {string.Join("\n    ", theirs)}";
    }

    private static string Text(MatchEvent e) => e.Kind switch
    {
        MatchEventKind.Rejected => $"rejected {e.OrderId}: {(RejectReason)e.Reason}, {e.Quantity} lots, {Rest(e)}",
        MatchEventKind.Canceled => $"canceled {e.OrderId}: {e.Quantity} lots, {(CancelReason)e.Reason}, {e.Leaves} left, {Rest(e)}",
        MatchEventKind.Traded => 
            $"traded {e.OrderId} with {e.MakerOrderId}: {e.Quantity} at {e.Price}, left {e.Leaves} and {e.MakerLeaves}, {Rest(e)}",
        MatchEventKind.PhaseChanged => $"book {e.BookId} is {(TradingPhase)e.Reason}, last {e.Price}",
        _ => $"{e.Kind} {e.OrderId}: price {e.Price}, {e.Quantity} lots, {e.Leaves} left, kept {e.KeptPlace}, {Rest(e)}",
    };

    // Every field, in words above or here: nothing may differ unseen.
    private static string Rest(MatchEvent e) => $"[{e.Kind} {e.Reason} {e.Side} {e.KeptPlace} book {e.BookId}, accounts {e.AccountId} "
        + $"{e.MakerAccountId}, {e.MakerOrderId} {e.Price} {e.Quantity} {e.Leaves} {e.MakerLeaves}]";
}
