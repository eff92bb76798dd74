using System.CommandLine;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Ctl;

/// <summary>Which order of whom, and how much of what. One for each command line; cold.</summary>
internal sealed class OrderOptions
{
    private const uint DefaultAccount = 1;

    public Option<uint?> Account { get; } = new("--account")
    {
        Description = "Whose order; account 1, or the only one that you may use.", HelpName = "NUMBER",
    };

    public Option<ushort> Strategy { get; } = new("--strategy") { Description = "Strategy that it counts for.", HelpName = "NUMBER" };

    public Option<ulong> Order { get; } = new("--order") { Description = "The order, by the engine's id.", HelpName = "NUMBER" };

    public Option<ulong> ClientOrder { get; } = new("--client-order")
    {
        Description = "The order, by its client's id.", HelpName = "NUMBER",
    };

    public Option<string?> Limit { get; } = new("--limit") { Description = "Limit price.", HelpName = "PRICE" };

    public Option<bool> Lots { get; } = new("--lots") { Description = "The quantity counts lots, not units." };

    public uint AccountOf(ParseResult parse, CtlContext context) =>
        parse.GetValue(Account) ?? (context.Actor.Accounts is [var only] ? only : DefaultAccount);

    /// <exception cref="CtlException">No order is named, or two.</exception>
    public (ulong Order, ulong ClientOrder) IdsOf(ParseResult parse)
    {
        var (order, client) = (parse.GetValue(Order), parse.GetValue(ClientOrder));
        return (order == 0) != (client == 0) ? (order, client) : throw new CtlException("expected --order or --client-order");
    }

    /// <summary>Quantity in lots, and limit price, each checked where the instrument is known.</summary>
    /// <param name="price">0 without a limit.</param>
    /// <exception cref="CtlException">Not numbers, or none that the instrument can have.</exception>
    public long QuantityOf(ParseResult parse, CtlContext context, string quantity, string? instrument, out long price)
    {
        var limit = parse.GetValue(Limit);
        price = limit is null ? 0 : CtlNumbers.Price(limit);
        if (parse.GetValue(Lots)) return CtlNumbers.Read("quantity", quantity, new IntegerType<long>(1, long.MaxValue, "lots"));
        if (instrument is null) throw new CtlException("a quantity in units needs --instrument; --lots needs none");
        var definition = context.Instruments.Find(instrument);
        if (limit is not null) CtlNumbers.CheckTick(limit, price, in definition);
        return CtlNumbers.Lots(quantity, in definition);
    }
}
