using LatencyEngine.Domain;
using LatencyEngine.TestKit;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Tests.Viewer.Commands;

/// <summary>Key files: what is read, and what is wrong with the others, by file and line.</summary>
public sealed class KeyFileTests : IDisposable
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Actors_are_read_with_their_roles_keys_and_accounts()
    {
        using var keys = KeyFile.Read(Private(
            $"# Who may what.\n\n1 admin root {Key}\n  2\ttrader alice {Key} 1,7\r\n3 viewer wall {Key}"));
        Assert.Equal(
            [(1U, ActorRole.Admin, "root"), (2U, ActorRole.Trader, "alice"), (3U, ActorRole.Viewer, "wall")],
            keys.Actors.Select(actor => (actor.ActorId, actor.Role, actor.Name)));
        Assert.Equal(Convert.FromBase64String(Key), keys.Actors[1].Key.ToArray());
        Assert.Equal<uint>([1, 7], keys.Actors[1].Accounts);
        Assert.True(keys.Actors[1].MayUse(7));
        Assert.False(keys.Actors[1].MayUse(2));
        Assert.True(keys.Actors[0].MayUse(2));
    }

    [Fact]
    public void A_line_reads_back_as_it_was_written()
    {
        using var actor = new ActorKey(9, ActorRole.Trader, "bob", Convert.FromBase64String(Key), [3, 4]);
        using var keys = KeyFile.Read(Private(KeyFileLine.Write(actor)));
        Assert.Equal(KeyFileLine.Write(actor), KeyFileLine.Write(Assert.Single(keys.Actors)));
    }

    [Theory]
    [InlineData("1 admin root", "(1): found 3 words; expected actor, role, name, key in Base64 and, where not all, accounts")]
    [InlineData("1 admin root KEY 1 2", "(1): found 6 words; expected actor, role, name")]
    [InlineData("\n0 admin root KEY", "(2): found '0' as the actor; expected a number from 1 to 4294967295")]
    [InlineData("-1 admin root KEY", "(1): found '-1' as the actor")]
    [InlineData("1 boss root KEY", "(1): found 'boss' as the role; expected viewer, trader or admin")]
    [InlineData("1 admin root AAAA", "(1): the key is none; expected 32 to 64 bytes in Base64")]
    [InlineData("1 admin root !!!!", "(1): the key is none")]
    [InlineData("1 admin root KEY 1,x", "(1): found 'x' as an account; expected numbers with commas between")]
    [InlineData("1 admin root KEY\n1 viewer two KEY", "(2): actor 1 is there already, as root")]
    [InlineData("# nobody", ": has no actor; expected a line for each")]
    [InlineData("", ": has no actor")]
    public void A_wrong_line_is_named_with_what_was_expected(string text, string expected)
    {
        var path = Private(text.Replace("KEY", Key, StringComparison.Ordinal));
        var refused = Assert.Throws<KeyFileException>(() => KeyFile.Read(path));
        Assert.StartsWith(path + expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_should_be_a_key_is_never_repeated()
    {
        var path = Private("1 admin root AAECAwQFBgcICQoL");
        Assert.DoesNotContain(
            "AAECAwQF", Assert.Throws<KeyFileException>(() => KeyFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, "640")]
    [InlineData(UnixFileMode.OtherRead, "604")]
    [InlineData(UnixFileMode.GroupWrite, "620")]
    public void A_file_that_others_can_use_is_refused_with_its_mode(UnixFileMode others, string mode)
    {
        if (OperatingSystem.IsWindows()) return;
        var path = Private($"1 admin root {Key}");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        var refused = Assert.Throws<KeyFileException>(() => KeyFile.Read(path));
        Assert.Equal($"{path}: others can use it (mode {mode}); expected mode 600: chmod 600 {path}", refused.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var path = Path.Combine(_folder.Path, "none.keys");
        Assert.Equal($"{path}: there is no such key file", Assert.Throws<KeyFileException>(() => KeyFile.Read(path)).Message);
    }

    [Fact]
    public void Of_several_actors_one_must_be_chosen()
    {
        using var keys = KeyFile.Read(Private($"1 admin root {Key}\n2 viewer wall {Key}"));
        Assert.Contains("holds 2 actors", Assert.Throws<KeyFileException>(() => keys.Choose(0)).Message, StringComparison.Ordinal);
        Assert.Contains("has no actor 3", Assert.Throws<KeyFileException>(() => keys.Choose(3)).Message, StringComparison.Ordinal);
        Assert.Equal("wall", keys.Choose(2).Name);
    }

    [Fact]
    public void A_key_is_wiped_when_it_is_disposed_of()
    {
        var actor = new ActorKey(9, ActorRole.Trader, "bob", Convert.FromBase64String(Key), []);
        actor.Dispose();
        Assert.Equal(new byte[32], actor.Key.ToArray());
    }

    private string Private(string text)
    {
        var path = _folder.Write("test.keys", text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
