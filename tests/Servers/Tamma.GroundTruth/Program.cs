using System.Globalization;
using System.Runtime.InteropServices;
using Tamma.GroundTruth;

// --first MS --gap MS --tokens N: the truth. Prints its port, ends with its standard input, and says then how late it was itself.
// --trap: what is said is the first line of standard input, as TrapScript has it; at its end it says how often it was asked.
double Number(string name, double otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

var trap = args.Contains("--trap") ? TrapScript.Of(Console.ReadLine()!) : null;
var over = false;
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = over = true);
new Thread(() =>
{
    while (Console.In.Read() >= 0)
    {
    }

    over = true;
})
{ IsBackground = true }.Start();

if (trap is not null)
{
    using var traps = new TrapServer(trap);
    traps.Run(port => Console.WriteLine($"listening on {port}"), () => Volatile.Read(ref over));
    Console.WriteLine($"requests {traps.Requests} connections {traps.Connections} longest {traps.Longest}");
    return;
}

var server = new Server(new Script(Number("--first", 200), Number("--gap", 20), (int)Number("--tokens", 100)));
server.Run(port => Console.WriteLine($"listening on {port}"), () => Volatile.Read(ref over));
Console.WriteLine($"late first {Said(server.LateFirst)}");
Console.WriteLine($"late {Said(server.Late)}");

static string Said(IReadOnlyList<float> late)
{
    float[] sorted = [.. late.Order()];
    return sorted.Length == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"count {sorted.Length} p50 {sorted[sorted.Length / 2]:0.000} p99 {sorted[sorted.Length * 99 / 100]:0.000} max {sorted[^1]:0.000}");
}
