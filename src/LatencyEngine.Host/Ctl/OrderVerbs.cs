using System.CommandLine;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Ctl;

/// <summary><c>ctl submit</c>, <c>cancel</c>, <c>replace</c>, <c>cancel-all</c>.</summary>
internal static class OrderVerbs
{
    public static Command Submit()
    {
        var options = new OrderOptions();
        var side = new Argument<string>("side") { Description = "buy or sell." };
        var quantity = new Argument<string>("quantity") { Description = "How much, in units of the instrument." };
        var instrument = new Argument<string>("instrument") { Description = "What: a symbol or a number." };
        var timeInForce = new Option<string>("--time-in-force")
        {
            Description = "How long it may wait.", DefaultValueFactory = _ => "day", HelpName = "day|gtc|ioc|fok",
        };
        var isPostOnly = new Option<bool>("--post-only") { Description = "Refused when it would trade at once." };
        var isReduceOnly = new Option<bool>("--reduce-only") { Description = "Never increases a position." };
        return CtlVerb.Create(
            "submit", "Submit an order: at a limit, or at the market.",
            (parse, context) =>
            {
                var command = default(EngineEvent);
                ref var submit = ref command.Begin<SubmitOrder>();
                submit.Side = CtlNumbers.Read("side", parse.GetRequiredValue(side), ChoiceType.Of<Side>());
                submit.AccountId = options.AccountOf(parse, context);
                submit.StrategyId = parse.GetValue(options.Strategy);
                submit.ClientOrderId = parse.GetValue(options.ClientOrder) is var id and not 0 ? id : context.CommandKey;
                submit.TimeInForce = CtlNumbers.Read(
                    "--time-in-force", parse.GetRequiredValue(timeInForce), ChoiceType.Of<TimeInForce>());
                submit.OrderFlags = (parse.GetValue(isPostOnly) ? OrderFlags.PostOnly : OrderFlags.None)
                    | (parse.GetValue(isReduceOnly) ? OrderFlags.ReduceOnly : OrderFlags.None);
                var name = parse.GetRequiredValue(instrument);
                submit.Quantity = options.QuantityOf(parse, context, parse.GetRequiredValue(quantity), name, out var price);
                submit.OrderType = price == 0 ? OrderType.Market : OrderType.Limit;
                if (price != 0) submit.PriceRaw = price;
                submit.InstrumentId = context.Instruments.IdOf(name);
                return command;
            },
            side, quantity, instrument, options.Limit, options.Account, options.Strategy, options.ClientOrder, options.Lots,
            timeInForce, isPostOnly, isReduceOnly);
    }

    public static Command Cancel()
    {
        var options = new OrderOptions();
        return CtlVerb.Create(
            "cancel", "Cancel an order.",
            (parse, context) =>
            {
                var command = default(EngineEvent);
                ref var cancel = ref command.Begin<CancelOrder>();
                cancel.AccountId = options.AccountOf(parse, context);
                (cancel.OrderId, cancel.ClientOrderId) = options.IdsOf(parse);
                return command;
            },
            options.Order, options.ClientOrder, options.Account);
    }

    public static Command Replace()
    {
        var options = new OrderOptions();
        var quantity = new Argument<string>("quantity") { Description = "New total, what was filled included." };
        var instrument = new Option<string?>("--instrument") { Description = "Of the order.", HelpName = "SYMBOL|NUMBER" };
        return CtlVerb.Create(
            "replace", "Give an order another quantity, and with --limit another price.",
            (parse, context) =>
            {
                var command = default(EngineEvent);
                ref var replace = ref command.Begin<ReplaceOrder>();
                replace.AccountId = options.AccountOf(parse, context);
                (replace.OrderId, replace.ClientOrderId) = options.IdsOf(parse);
                replace.Quantity = options.QuantityOf(
                    parse, context, parse.GetRequiredValue(quantity), parse.GetValue(instrument), out var price);
                if (price != 0) replace.PriceRaw = price;
                return command;
            },
            quantity, options.Order, options.ClientOrder, options.Limit, options.Account, options.Lots, instrument);
    }

    public static Command CancelAll()
    {
        var scope = new ScopeOptions();
        var side = new Option<string?>("--side") { Description = "Only orders of this side.", HelpName = "buy|sell" };
        return CtlVerb.Create(
            "cancel-all", "Cancel every live order of a scope.",
            (parse, context) =>
            {
                var command = default(EngineEvent);
                ref var cancel = ref command.Begin<MassCancel>();
                (cancel.ScopeKind, cancel.ScopeId) = scope.Read(parse, context);
                if (parse.GetValue(side) is { } text) cancel.Side = CtlNumbers.Read("--side", text, ChoiceType.Of<Side>());
                return command;
            },
            [side, .. scope.Symbols]);
    }
}
