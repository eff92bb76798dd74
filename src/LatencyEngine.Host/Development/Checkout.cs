namespace LatencyEngine.Host.Development;

/// <summary>
/// The checkout that this process was built from. Verbs that build or test need it; a published engine has none.
/// </summary>
public static class Checkout
{
    private const string Marker = "LatencyEngine.sln";

    /// <summary>
    /// The folder that holds the solution, or <c>null</c> where the process does not run from a checkout.
    /// </summary>
    public static string? Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Finds the checkout, or says on standard error that this verb needs one.</summary>
    public static bool TryGetRoot(out string root)
    {
        root = Root ?? "";
        if (Root is not null) return true;
        Console.Error.WriteLine(
            $"This command needs a checkout: no folder above {AppContext.BaseDirectory} holds {Marker}.");
        return false;
    }

    private static string? FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Marker))) return folder.FullName;
        return null;
    }
}
