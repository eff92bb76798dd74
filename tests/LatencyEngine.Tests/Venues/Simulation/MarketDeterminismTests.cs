using System.Reflection;
using System.Security.Cryptography;
using LatencyEngine.Domain.Events;
using LatencyEngine.Venues.Feeds;
using LatencyEngine.Venues.Simulation;

namespace LatencyEngine.Tests.Venues.Simulation;

/// <summary>Equal options give equal bytes, here and on every other host.</summary>
public sealed class MarketDeterminismTests
{
    /// <summary>
    /// Of a million events. It changes only with the simulator itself, and then so do all recorded sessions.
    /// </summary>
    private const string Golden = "B045FBBEAD74B20C2278C4982B4A0FA41151DC2F959A3DE26B58B830F22955C4";

    private static readonly SimulationOptions Options = new()
    {
        Seed = 7,
        InstrumentCount = 500,
        EventCount = 1_000_000,
        EventsPerSecond = 100_000,
        TickSizeMin = 1_000_000,
        TickSizeMax = 50_000_000,
        StartPriceMax = 2_000_000_000_000,
        GapsPerMillion = 50,
    };

    [Fact]
    public void A_million_events_are_the_same_on_every_host()
    {
        var hash = HashOf(Options);
        Assert.True(hash == Golden, $"expected {Golden}, found {hash}");
    }

    [Fact]
    public void What_a_slot_held_before_makes_no_difference()
    {
        var some = Options with { EventCount = 50_000 };
        Assert.Equal(HashOf(some), HashOf(some, dirt: 0xA5));
    }

    [Fact]
    public void Every_option_that_shapes_the_market_changes_it()
    {
        var plain = Options with { EventCount = 50_000 };
        SimulationOptions[] others =
        [
            plain with { Seed = 8 },
            plain with { InstrumentCount = 499 },
            plain with { EventCount = 50_100 },
            plain with { StartNanos = plain.StartNanos + 1 },
            plain with { EventsPerSecond = plain.EventsPerSecond + 1 },
            plain with { OrderByOrderPercent = 21, DepthPercent = 29 },
            plain with { TickSizeMin = 2_000_000 },
            plain with { StartPriceMax = plain.StartPriceMax + 1_000_000_000 },
            plain with { VolatilityMilliTicks = 151 },
            plain with { BurstIntensity = 9 },
            plain with { GapsPerMillion = 500 },
            plain with { FeedId = 2 },
            plain with { VenueId = 2 },
        ];
        var hashes = others.Append(plain).Select(options => HashOf(options)).ToHashSet();
        Assert.Equal(others.Length + 1, hashes.Count);
    }

    [Fact]
    public void No_floating_point_has_a_part_in_it() =>
        Assert.Empty(FloatingPointIn(typeof(MarketSimulator).Assembly, typeof(MarketSimulator).Namespace!));

    [Fact]
    public void The_search_for_floating_point_can_fail() =>
        Assert.Contains(
            FloatingPointIn(typeof(MarketStatisticsTests).Assembly, typeof(MarketStatisticsTests).Namespace!),
            found => found.StartsWith(nameof(MarketStatisticsTests), StringComparison.Ordinal));

    /// <summary>Fields, parameters, results and locals.</summary>
    private static IEnumerable<string> FloatingPointIn(Assembly assembly, string space)
    {
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var type in assembly.GetTypes().Where(type => type.Namespace == space))
        {
            foreach (var field in type.GetFields(Declared).Where(field => IsFloating(field.FieldType)))
                yield return $"{type.Name}.{field.Name}";
            foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
                if (TypesIn(method).Any(IsFloating)) yield return $"{type.Name}.{method.Name}";
        }
    }

    private static IEnumerable<Type> TypesIn(MethodBase method)
    {
        var locals = method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [];
        var result = method is MethodInfo { ReturnType: var type } ? type : typeof(void);
        return method.GetParameters().Select(parameter => parameter.ParameterType).Concat(locals).Append(result);
    }

    private static bool IsFloating(Type type)
    {
        var element = type.HasElementType ? type.GetElementType()! : type;
        Type[] floating = [typeof(double), typeof(float), typeof(decimal), typeof(Half)];
        return floating.Contains(element);
    }

    private static string HashOf(SimulationOptions options, byte dirt = 0)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var feed = new MarketSimulator(options);
        var slots = new EngineEvent[1];
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(slots.AsSpan()).Fill(dirt);
        while (feed.TryRead(ref slots[0]) == FeedRead.Event) hash.AppendData(slots[0].AsBytes());
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
