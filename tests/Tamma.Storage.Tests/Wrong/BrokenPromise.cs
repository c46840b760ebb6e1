using System.Reflection;
using CsCheck;
using Xunit;
using Xunit.Sdk;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>Runs one promise of a contract against a store that breaks it.</summary>
internal static class BrokenPromise
{
    /// <summary>Passes when the promise fails by an assertion, not by an accident.</summary>
    public static async Task IsSeenAsync(object contract, string promise)
    {
        var method = contract.GetType().GetMethod(promise) ?? throw new MissingMethodException(contract.GetType().Name, promise);
        var failure = await Record.ExceptionAsync(() => (Task)method.Invoke(contract, null)!);
        if (contract is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        // A property tells its example around the assertion.
        Assert.True((failure is CsCheckException ? failure.InnerException : failure) is IAssertionException, $"{promise} did not notice: {failure?.ToString() ?? "it passed"}.");
    }

    /// <summary>The promises of a contract that no wrong store has tried.</summary>
    public static IEnumerable<string> Untried(Type contract, IEnumerable<string> tried) =>
        contract.GetMethods()
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => method.Name)
            .Except(tried, StringComparer.Ordinal);
}
