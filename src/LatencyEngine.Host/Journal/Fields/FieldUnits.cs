namespace LatencyEngine.Host.Journal.Fields;

/// <summary>The units of fields by their names, which mean the same in every message. A test holds it to the schema. Pure.</summary>
internal static class FieldUnits
{
    private static readonly Dictionary<string, FieldUnit> Units = new()
    {
        ["price"] = FieldUnit.Nano,
        ["bidPrice"] = FieldUnit.Nano,
        ["askPrice"] = FieldUnit.Nano,
        ["averagePrice"] = FieldUnit.Nano,
        ["open"] = FieldUnit.Nano,
        ["high"] = FieldUnit.Nano,
        ["low"] = FieldUnit.Nano,
        ["close"] = FieldUnit.Nano,
        ["tickSize"] = FieldUnit.Nano,
        ["multiplier"] = FieldUnit.Nano,
        ["marginRate"] = FieldUnit.Nano,
        ["maximum"] = FieldUnit.Nano,
        ["rate"] = FieldUnit.Nano,
        ["strength"] = FieldUnit.Nano,
        ["amount"] = FieldUnit.Micro,
        ["fee"] = FieldUnit.Micro,
        ["fees"] = FieldUnit.Micro,
        ["cost"] = FieldUnit.Micro,
        ["realizedPnl"] = FieldUnit.Micro,
        ["fromBalance"] = FieldUnit.Micro,
        ["toBalance"] = FieldUnit.Micro,
        ["thresholdNotional"] = FieldUnit.Micro,
        ["minimum"] = FieldUnit.Micro,
        ["timestampNanos"] = FieldUnit.Time,
        ["sourceNanos"] = FieldUnit.Time,
        ["sentNanos"] = FieldUnit.Time,
        ["openNanos"] = FieldUnit.Time,
        ["expiresNanos"] = FieldUnit.Time,
        ["currency"] = FieldUnit.Currency,
        ["fromCurrency"] = FieldUnit.Currency,
        ["toCurrency"] = FieldUnit.Currency,
        ["outputHash"] = FieldUnit.Hash,
        ["stateHash"] = FieldUnit.Hash,
    };

    public static FieldUnit Of(string name) => Units.GetValueOrDefault(name);

    /// <summary>Digits behind the point.</summary>
    public static int DecimalsOf(FieldUnit unit) => unit switch
    {
        FieldUnit.Nano => 9,
        FieldUnit.Micro => 6,
        _ => 0,
    };
}
