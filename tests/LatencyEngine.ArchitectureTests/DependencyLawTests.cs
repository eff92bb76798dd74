using System.Xml.Linq;
using LatencyEngine.TestKit;

namespace LatencyEngine.ArchitectureTests;

/// <summary>Holds the arrows between the rooms. A new arrow is a change to the table, reviewed as such.</summary>
public sealed class DependencyLawTests
{
    /// <summary>
    /// A project references exactly what its line names. Rooms without content yet have their line already.
    /// </summary>
    private static readonly Dictionary<string, string[]> Law = new()
    {
        ["Domain"] = [],
        ["Runtime"] = [],
        ["Sbe"] = [],
        ["Strategies"] = ["Domain", "Runtime"],
        ["Trading"] = ["Domain", "Runtime", "Strategies"],
        ["Journal"] = ["Domain", "Runtime"],
        ["Multicast"] = ["Runtime"],
        ["Venues"] = ["Domain", "Runtime"],
        ["Signals"] = ["Domain", "Runtime"],
        ["Backtest"] = ["Domain", "Runtime", "Strategies", "Trading", "Journal", "Venues"],
        ["Viewer"] = ["Domain", "Runtime", "Multicast"],
        ["Streams"] = ["Domain", "Runtime", "Trading", "Multicast", "Viewer"],
        ["Gateway"] = ["Domain", "Runtime", "Journal", "Multicast", "Viewer"],
    };

    private static readonly string[] Hot = ["Domain", "Runtime", "Strategies", "Trading"];

    public static TheoryData<string> Rooms => [.. Repository.ProjectFiles("src").Select(RoomOf)];

    [Theory, MemberData(nameof(Rooms))]
    public void Every_room_references_exactly_what_the_law_says(string room)
    {
        if (room == "Host") return; // The composition root may reference everything.
        Assert.True(Law.TryGetValue(room, out var allowed), $"{room} has no line in the law");
        Assert.Equal(allowed!.Order(), ReferencesOf(ProjectOf(room)).Order());
    }

    [Theory, MemberData(nameof(Rooms))]
    public void Every_hot_room_and_no_other_switches_the_hot_path_nets_on(string room)
    {
        var isHot = XDocument.Load(ProjectOf(room)).Descendants("HotPath").Any(e => e.Value == "true");
        Assert.Equal(Hot.Contains(room), isHot);
    }

    [Theory, MemberData(nameof(Rooms))]
    public void Hot_rooms_depend_on_nothing_but_dotnet(string room)
    {
        if (!Hot.Contains(room)) return;
        Assert.Empty(XDocument.Load(ProjectOf(room)).Descendants("PackageReference"));
    }

    [Theory, MemberData(nameof(Rooms))]
    public void Every_room_has_a_readme(string room) =>
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(ProjectOf(room))!, "README.md")));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.PathOf("LatencyEngine.sln"));
        string[] folders = ["src", "tests", "benchmarks"];
        var missing = folders.SelectMany(Repository.ProjectFiles).Select(Path.GetFileName)
            .Where(file => !solution.Contains(file!, StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public void The_law_can_be_broken()
    {
        var project = XDocument.Parse(
            """<Project><ItemGroup><ProjectReference Include="..\LatencyEngine.Trading\LatencyEngine.Trading.csproj" /></ItemGroup></Project>""");
        Assert.Equal(["Trading"], ReferencesIn(project));
    }

    private static string ProjectOf(string room) =>
        Repository.PathOf("src", $"LatencyEngine.{room}", $"LatencyEngine.{room}.csproj");

    private static string RoomOf(string project) =>
        Path.GetFileNameWithoutExtension(project)["LatencyEngine.".Length..];

    private static IEnumerable<string> ReferencesOf(string project) => ReferencesIn(XDocument.Load(project));

    private static IEnumerable<string> ReferencesIn(XDocument project) =>
        project.Descendants("ProjectReference")
            .Select(r => RoomOf(((string)r.Attribute("Include")!).Replace('\\', '/')));
}
