using System.Collections.Immutable;
using System.Security.Cryptography;

namespace LatencyEngine.Viewer.Commands;

/// <summary>
/// The actors and keys of a text file that only its owner can read: all of them for an engine, its own for a client.
/// Cold; owns the keys.
/// </summary>
/// <remarks>
/// One actor a line: its number, its role, its name, its key in Base64 and, where it may not use every account, those
/// that it may, with commas between. Blank lines, and lines that begin with <c>#</c>, say nothing.
/// </remarks>
public sealed class KeyFile : IDisposable
{
    public const int ActorsMax = 1_024;

    /// <summary>More is no key file.</summary>
    private const int BytesMax = 1 << 20;

    private const UnixFileMode OthersMay =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private KeyFile(string path, ImmutableArray<ActorKey> actors)
    {
        Path = path;
        Actors = actors;
    }

    public string Path { get; }

    /// <summary>In the order of the file; each number once.</summary>
    public ImmutableArray<ActorKey> Actors { get; }

    /// <exception cref="KeyFileException">There is no such file, others can read it, or a line is none.</exception>
    public static KeyFile Read(string path)
    {
        using var stream = Open(path);
        CheckPrivate(path, stream);
        if (stream.Length > BytesMax) throw new KeyFileException($"{path}: has {stream.Length:N0} bytes; expected at most {BytesMax:N0}");
        var bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length, pinned: true);
        try
        {
            stream.ReadExactly(bytes);
            return new KeyFile(path, Parse(path, bytes));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>The actor of this number; <c>null</c> when the file has none.</summary>
    public ActorKey? Find(uint actorId) => Actors.FirstOrDefault(actor => actor.ActorId == actorId);

    /// <summary>The actor of a client's file.</summary>
    /// <param name="actorId">0 for the only one.</param>
    /// <exception cref="KeyFileException">It is not there, or one of several must be chosen.</exception>
    public ActorKey Choose(uint actorId)
    {
        if (actorId == 0 && Actors is [var only]) return only;
        if (actorId == 0)
            throw new KeyFileException($"{Path}: holds {Actors.Length} actors; expected the number of the one that you are");
        return Find(actorId) ?? throw new KeyFileException($"{Path}: has no actor {actorId}");
    }

    public void Dispose()
    {
        foreach (var actor in Actors) actor.Dispose();
    }

    private static FileStream Open(string path)
    {
        try
        {
            // Unbuffered: a buffer would keep the keys.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KeyFileException($"{path}: there is no such key file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new KeyFileException($"{path}: may not be read");
        }
    }

    private static void CheckPrivate(string path, FileStream stream)
    {
        if (OperatingSystem.IsWindows()) return; // There, the folder's access list decides.
        var mode = File.GetUnixFileMode(stream.SafeFileHandle);
        if ((mode & OthersMay) == 0) return;
        var octal = Convert.ToString((int)mode, toBase: 8);
        throw new KeyFileException($"{path}: others can use it (mode {octal}); expected mode 600: chmod 600 {path}");
    }

    private static ImmutableArray<ActorKey> Parse(string path, ReadOnlySpan<byte> text)
    {
        var actors = ImmutableArray.CreateBuilder<ActorKey>();
        var number = 0;
        while (!text.IsEmpty)
        {
            number++;
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (KeyFileLine.Read($"{path}({number})", line) is { } actor) Add(actors, actor, $"{path}({number})");
        }

        if (actors.Count == 0) throw new KeyFileException($"{path}: has no actor; expected a line for each");
        return actors.ToImmutable();
    }

    private static void Add(ImmutableArray<ActorKey>.Builder actors, ActorKey actor, string place)
    {
        if (actors.Count == ActorsMax) throw new KeyFileException($"{place}: one actor too many; expected at most {ActorsMax}");
        foreach (var other in actors)
            if (other.ActorId == actor.ActorId)
                throw new KeyFileException($"{place}: actor {actor.ActorId} is there already, as {other.Name}");
        actors.Add(actor);
    }
}
