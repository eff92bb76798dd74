using System.CommandLine;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Host.Ctl;

/// <summary><c>ctl deposit</c> and <c>withdraw</c>.</summary>
internal static class MoneyVerbs
{
    public static Command Deposit() => Create("deposit", "Put money into an account.", (account, currency, amount) =>
    {
        var command = default(EngineEvent);
        ref var deposit = ref command.Begin<Deposit>();
        (deposit.AccountId, deposit.Currency, deposit.Amount) = (account, currency.Code, amount);
        return command;
    });

    public static Command Withdraw() => Create("withdraw", "Take free money out of an account.", (account, currency, amount) =>
    {
        var command = default(EngineEvent);
        ref var withdraw = ref command.Begin<Withdraw>();
        (withdraw.AccountId, withdraw.Currency, withdraw.Amount) = (account, currency.Code, amount);
        return command;
    });

    private static Command Create(string name, string sentence, Func<uint, Currency, long, EngineEvent> make)
    {
        var options = new OrderOptions();
        var amount = new Argument<string>("amount") { Description = "How much." };
        var currency = new Argument<string>("currency") { Description = "Of what, such as USD." };
        return CtlVerb.Create(
            name, sentence,
            (parse, context) => make(
                options.AccountOf(parse, context), CtlNumbers.Currency(parse.GetRequiredValue(currency)),
                CtlNumbers.Money(parse.GetRequiredValue(amount))),
            amount, currency, options.Account);
    }
}
