using System.Globalization;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Matrix;

/// <summary>A shape of a book: resting orders as <c>10b@101</c>, ten lots of account b at 101.</summary>
internal sealed record MatrixBook(string Name, string[] Asks, string[] Bids)
{
    /// <summary>Owner of the order that comes.</summary>
    public const char Taker = 'a';

    public static uint AccountOf(char letter) => (uint)(letter - Taker) + 1;

    public static char LetterOf(uint accountId) => (char)(Taker + accountId - 1);

    public IEnumerable<NewOrder> Orders()
    {
        var orderId = 1UL;
        foreach (var (texts, side) in ((string[], Side)[])[(Asks, Side.Sell), (Bids, Side.Buy)])
            foreach (var text in texts)
            {
                var at = text.IndexOf('@', StringComparison.Ordinal);
                var order = NewOrder.Limit(orderId++, side, Number(text[(at + 1)..]), Number(text[..(at - 1)]));
                order.AccountId = AccountOf(text[at - 1]);
                yield return order;
            }
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
