using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration.Checks;

/// <summary>Accounts, fees, venues and rates fit each other. Pure.</summary>
internal static class MoneyChecks
{
    public static void Run(EngineConfiguration configuration, Reading reading)
    {
        var capacity = configuration.Capacity;
        if (reading.IsSound("accounts", "capacity.accounts"))
            ConfigurationChecks.CheckIds(
                reading, "accounts", configuration.Accounts.Select(a => a.Id), capacity.Accounts, "capacity.accounts");
        if (reading.IsSound("venues"))
            ConfigurationChecks.CheckIds(
                reading, "venues", configuration.Venues.Select(v => (uint)v.Id), ushort.MaxValue + 1, "65536");
        if (reading.IsSound("fees", "capacity.feeSchedules")) CheckFees(configuration, reading);
        if (reading.IsSound("currencies")) CheckRates(configuration, reading);
        if (reading.IsSound("currencies", "accounts")) CheckDeposits(configuration, reading);
    }

    private static void CheckFees(EngineConfiguration configuration, Reading reading)
    {
        ConfigurationChecks.CheckIds(
            reading, "fees", configuration.Fees.Select(f => (uint)f.Id),
            configuration.Capacity.FeeSchedules, "capacity.feeSchedules");
        for (var i = 0; i < configuration.Fees.Length; i++) CheckSteps(configuration.Fees[i], $"fees.{i}.steps", reading);
    }

    private static void CheckSteps(FeeScheduleConfiguration schedule, string key, Reading reading)
    {
        if (schedule.Steps.Length == 0) reading.Refuse(key, "found an empty list; expected at least one step");
        for (var i = 0; i < schedule.Steps.Length; i++)
        {
            var threshold = schedule.Steps[i].ThresholdNotional;
            var stepKey = $"{key}.{i}.thresholdMoney";
            var text = ExactNumber.Format(threshold, SettingTypes.MoneyScale);
            if (i == 0 && threshold != 0) reading.Refuse(stepKey, $"found {text}; expected 0 for the first step");
            if (i > 0 && threshold <= schedule.Steps[i - 1].ThresholdNotional)
                reading.Refuse(stepKey, $"found {text}; expected more than the step before");
        }
    }

    private static void CheckRates(EngineConfiguration configuration, Reading reading)
    {
        var seen = new HashSet<(Currency, Currency)>();
        for (var i = 0; i < configuration.CurrencyRates.Length; i++)
        {
            var rate = configuration.CurrencyRates[i];
            var key = $"currencies.rates.{i}.to";
            if (rate.From == rate.To) reading.Refuse(key, $"found {rate.To}; expected another currency than 'from'");
            else if (!seen.Add((rate.From, rate.To)))
                reading.Refuse(key, $"found a second rate from {rate.From} to {rate.To}; expected one");
        }
    }

    private static void CheckDeposits(EngineConfiguration configuration, Reading reading)
    {
        for (var i = 0; i < configuration.Accounts.Length; i++)
        {
            var account = configuration.Accounts[i];
            for (var j = 0; j < account.Deposits.Length; j++)
            {
                var deposited = account.Deposits[j].Currency;
                if (deposited == account.Currency || HasRate(configuration, deposited, account.Currency)) continue;
                var message = $"found {deposited}; expected a rate from {deposited} to {account.Currency} in "
                    + "currencies.rates, because the account counts in it";
                reading.Refuse($"accounts.{i}.deposits.{j}.currency", message);
            }
        }
    }

    private static bool HasRate(EngineConfiguration configuration, Currency from, Currency to) =>
        configuration.CurrencyRates.Any(rate => rate.From == from && rate.To == to);
}
