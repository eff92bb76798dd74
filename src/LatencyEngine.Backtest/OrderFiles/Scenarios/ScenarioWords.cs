using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>The words of scenario files and what they mean. Pure.</summary>
internal static class ScenarioWords
{
    public const string PostOnly = "post-only";
    public const string SelfTrade = "stp";

    public static readonly (string Word, ScenarioOperation Meaning)[] Operations =
    [
        ("new", ScenarioOperation.New), ("cancel", ScenarioOperation.Cancel),
        ("reduce", ScenarioOperation.Reduce), ("replace", ScenarioOperation.Replace),
    ];

    public static readonly (string Word, Side Meaning)[] Sides = [("B", Side.Buy), ("S", Side.Sell)];

    public static readonly (string Word, OrderType Meaning)[] Types =
    [
        ("limit", OrderType.Limit), ("market", OrderType.Market), ("stop", OrderType.Stop), ("stop_limit", OrderType.StopLimit),
    ];

    public static readonly (string Word, TimeInForce Meaning)[] TimesInForce =
        [("GTC", TimeInForce.Gtc), ("IOC", TimeInForce.Ioc), ("FOK", TimeInForce.Fok)];

    public static readonly (string Word, SelfTradePrevention Meaning)[] Modes =
    [
        ("none", SelfTradePrevention.None), ("cancel-taker", SelfTradePrevention.CancelNewest),
        ("cancel-maker", SelfTradePrevention.CancelOldest), ("cancel-both", SelfTradePrevention.CancelBoth),
    ];

    public static readonly (string Word, CancelReason Meaning)[] CancelReasons =
    [
        ("user", CancelReason.Requested), ("ioc", CancelReason.ImmediateOrCancel), ("fok", CancelReason.FillOrKill),
        ("no-liquidity", CancelReason.NoLiquidity), (PostOnly, CancelReason.PostOnly), (SelfTrade, CancelReason.SelfTrade),
    ];

    public static readonly (string Word, RejectReason Meaning)[] RejectReasons =
    [
        ("unknown-order", RejectReason.UnknownOrder), ("not-owner", RejectReason.NotOwner),
        ("bad-quantity", RejectReason.QuantityTooSmall), ("duplicate-order", RejectReason.DuplicateOrderId),
    ];

    /// <summary>The word, or the core's own name of what files have no word for.</summary>
    public static string Of<T>(T meaning, (string Word, T Meaning)[] words)
        where T : struct, Enum
    {
        foreach (var (word, known) in words)
            if (EqualityComparer<T>.Default.Equals(known, meaning)) return word;
        return meaning.ToString();
    }
}
