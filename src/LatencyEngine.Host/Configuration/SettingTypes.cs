using System.Numerics;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>The types that the keys of the engine share. Immutable.</summary>
internal static class SettingTypes
{
    public const int MoneyScale = 6;

    public const int NanoScale = 9;

    /// <summary>A basis point is 1e-4 and rates count in 1e-9.</summary>
    public const int BasisPointScale = 5;

    private const long BasisPointsMax = 10_000 * 100_000L;

    private const long MoneyMax = 1_000_000_000_000_000_000;

    private const long DurationNanosMax = 366L * 24 * 3600 * 1_000_000_000;

    private const int SymbolCharactersMax = 24;

    private const int NameCharactersMax = 32;

    public static readonly FlagType Flag = new();

    public static readonly CurrencyType Currency = new();

    public static readonly TextType Symbol = new("symbol", SymbolCharactersMax, asciiOnly: true);

    public static readonly TextType Name = new("name", NameCharactersMax, asciiOnly: true);

    public static readonly DecimalType Money = new(MoneyScale, 0, MoneyMax, "money");

    public static readonly DecimalType SignedMoney = new(MoneyScale, -MoneyMax, MoneyMax, "money");

    public static readonly DecimalType Price = new(NanoScale, 1, long.MaxValue, "price");

    public static readonly DecimalType PositiveRatio = new(NanoScale, 1, long.MaxValue, "ratio");

    /// <summary>From 0 to 1.</summary>
    public static readonly DecimalType Share = new(NanoScale, 0, 1_000_000_000, "ratio");

    public static readonly DecimalType SignedBasisPoints =
        new(BasisPointScale, -BasisPointsMax, BasisPointsMax, "basis points");

    public static readonly DecimalType BasisPoints = new(BasisPointScale, 0, BasisPointsMax, "basis points");

    public static readonly IntegerType<long> Lots = new(0, long.MaxValue, "lots");

    public static readonly IntegerType<long> Nanos = new(0, DurationNanosMax, "nanoseconds");

    public static IntegerType<int> Count(int min, int max, string unit) => new(min, max, unit);

    public static IntegerType<int> Slots(int min, int max) => new(min, max, "slots") { Name = "power of two", PowersOfTwo = true };

    /// <param name="name">For the table of keys.</param>
    public static IntegerType<T> Id<T>(string name = "id")
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => new(T.One, T.MaxValue, "") { Name = name };
}
