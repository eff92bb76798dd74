using System.Collections.Immutable;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>What reading a configuration came to. Immutable.</summary>
public sealed record ConfigurationResult
{
    /// <summary><c>null</c> exactly when there are errors.</summary>
    public required EngineConfiguration? Configuration { get; init; }

    /// <summary>All of them, in the order of the sources and keys.</summary>
    public required ImmutableArray<ConfigurationError> Errors { get; init; }

    /// <summary>Every value with its origin, in the order of the keys.</summary>
    public required ImmutableArray<EffectiveSetting> Settings { get; init; }

    /// <summary>The effective configuration, defaults included; as a file, it gives the same configuration.</summary>
    public required string CanonicalJson { get; init; }

    /// <summary>SHA-256 of <see cref="CanonicalJson"/> in UTF-8.</summary>
    public required ImmutableArray<byte> Hash { get; init; }

    /// <summary>
    /// SHA-256 of all that can change an output of the engine: as <see cref="Hash"/>, but without the sections
    /// <c>pipeline</c>, <c>output</c>, <c>journal</c>, <c>multicast</c> and <c>commands</c>.
    /// </summary>
    public required ImmutableArray<byte> DecisionHash { get; init; }

    public string HashText => Convert.ToHexStringLower(Hash.AsSpan());

    public string DecisionHashText => Convert.ToHexStringLower(DecisionHash.AsSpan());
}
