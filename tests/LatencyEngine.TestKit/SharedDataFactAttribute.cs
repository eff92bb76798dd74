using Xunit;

namespace LatencyEngine.TestKit;

/// <summary>A fact that needs <see cref="SharedData"/>; skipped with the reason where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.SkipReason;
}
