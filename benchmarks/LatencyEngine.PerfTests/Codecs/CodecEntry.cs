using LatencyEngine.PerfTests.Harness;

namespace LatencyEngine.PerfTests.Codecs;

/// <summary>Enters codecs into one contest.</summary>
/// <param name="Crew">Whose first member runs them.</param>
/// <param name="Expected">What all of them must write and read.</param>
/// <param name="IsEncoding">Whether the contest is about writing.</param>
internal sealed record CodecEntry(Crew Crew, MessageSet Expected, bool IsEncoding)
{
    /// <summary>What the generated entry points do beside the fields.</summary>
    public string HowGuarded => IsEncoding ? "EncodeInPlace" : "header checked";

    public Contender As<TCodec>(string name, Trait traits)
        where TCodec : ICodec =>
        new CodecRun<TCodec>(name, traits, Crew, Expected, IsEncoding);

    /// <summary>For codecs that differ from another one only in how they read.</summary>
    public Contender[] OnlyToDecode<TCodec>(string name, Trait traits)
        where TCodec : ICodec =>
        IsEncoding ? [] : [As<TCodec>(name, traits)];
}
