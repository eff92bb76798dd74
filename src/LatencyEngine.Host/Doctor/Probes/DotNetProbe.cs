using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Which .NET runs the engine, and is it a build for production?</summary>
public sealed class DotNetProbe : IProbe
{
    public string Id => "dotNet";

    public string Subject => ".NET";

    public Finding Examine(IHost host)
    {
        var isOptimized = IsOptimized();
        var text = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";
        var finding = (isOptimized, Debugger.IsAttached) switch
        {
            (false, _) =>
                Finding.Warning($"{text}, but this is a Debug build", "dotnet build --configuration Release"),
            (_, true) => Finding.Warning($"{text}, but a debugger is attached"),
            _ => Finding.Ok(text),
        };
        return finding with
        {
            Facts = new()
            {
                ["version"] = Environment.Version.ToString(),
                ["runtimeIdentifier"] = RuntimeInformation.RuntimeIdentifier,
                ["isOptimized"] = isOptimized,
            },
        };
    }

    private static bool IsOptimized()
    {
        var attributes = typeof(DotNetProbe)
            .Assembly.GetCustomAttributes(typeof(DebuggableAttribute), inherit: false);
        return attributes.Cast<DebuggableAttribute>().All(attribute => !attribute.IsJITOptimizerDisabled);
    }
}
