package dev.wattsocket.query;

import dev.wattsocket.metering.Balance;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.Part;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import dev.wattsocket.tariff.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a site's days and months come to: energy, money, greenhouse gases and who fed whom. A
/// function of what is stored and of the tariff as it is now. Blocks; any thread.
public final class Accounts {
    private final Balances balances;
    private final Bills bills;
    private final Carbon carbon;

    public Accounts(Balances balances, Bills bills, Carbon carbon) {
        this.balances = balances;
        this.bills = bills;
        this.carbon = carbon;
    }

    /// One for each bucket.
    ///
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public List<Account> buckets(Site site, Edges edges) {
        var energy = balances.buckets(site, edges);
        var costs =
                bills.tariffOf(site)
                        .map(tariff -> bills.costs(site, tariff, edges))
                        .orElse(List.of());
        var grams = carbon.grams(site, edges);
        var accounts = new ArrayList<Account>(energy.size());
        for (int i = 0; i < energy.size(); i++) {
            var cost = costs.isEmpty() ? Optional.<Cost>empty() : Optional.of(costs.get(i));
            accounts.add(account(energy.get(i), cost, grams.get(i)));
        }
        return accounts;
    }

    /// What buckets side by side come to.
    public static Account total(List<Account> buckets) {
        return buckets.stream().reduce(Account::plus).orElseThrow();
    }

    private static Account account(Balance balance, Optional<Cost> cost, OptionalDouble grams) {
        boolean sells = balance.parts().containsKey(Part.GRID_EXPORT);
        return new Account(
                balance,
                cost.flatMap(Cost::cost),
                cost.filter(_ -> sells).flatMap(Cost::earned),
                cost.map(Cost::unpriced).orElse(Energy.ZERO),
                grams);
    }
}
