using System.Runtime.CompilerServices;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>
/// When is code compiled in full? Tiering needs a warm-up, which the engine gives it before the first event.
/// </summary>
public sealed class JitProbe : IProbe
{
    public string Id => "jit";

    public string Subject => "JIT";

    public Finding Examine(IHost host)
    {
        var isTiered = IsOn("TieredCompilation", "System.Runtime.TieredCompilation");
        var usesProfile = IsOn("TieredPGO", "System.Runtime.TieredPGO");
        return Judge(isTiered, usesProfile) with
        {
            Facts = new()
            {
                ["isCompiledAhead"] = !RuntimeFeature.IsDynamicCodeCompiled,
                ["isTiered"] = isTiered,
                ["usesProfile"] = isTiered && usesProfile,
            },
        };
    }

    private static Finding Judge(bool isTiered, bool usesProfile)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
            return Finding.Ok("Compiled ahead of time: no warm-up, no profile");
        if (!isTiered) return Finding.Ok("Not tiered: full speed from the first call, without a profile");
        return usesProfile
            ? Finding.Ok("Tiered with a profile: fastest once warm, so warm up before the first event")
            : Finding.Advice("Tiered without a profile: slower once warm", "DOTNET_TieredPGO=1");
    }

    /// <summary>
    /// Both are on unless switched off; the environment overrules the settings of the application.
    /// </summary>
    private static bool IsOn(string variable, string setting) =>
        Environment.GetEnvironmentVariable("DOTNET_" + variable) is { Length: > 0 } text
            ? text.Trim() != "0"
            : !AppContext.TryGetSwitch(setting, out var isOn) || isOn;
}
