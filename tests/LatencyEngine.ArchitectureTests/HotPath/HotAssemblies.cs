using System.Xml.Linq;
using LatencyEngine.TestKit;

namespace LatencyEngine.ArchitectureTests.HotPath;

/// <summary>The assemblies of the rooms that switch the hot-path nets on, as they were built.</summary>
public static class HotAssemblies
{
    public static IReadOnlyList<string> Names { get; } =
        [.. Repository.ProjectFiles("src")
            .Where(file => XDocument.Load(file).Descendants("HotPath").Any(e => e.Value == "true"))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)];

    public static TheoryData<string> Rows => [.. Names];

    /// <summary>The built file, which stands beside the tests because the Host references every room.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
