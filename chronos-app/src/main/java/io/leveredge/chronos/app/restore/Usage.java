package io.leveredge.chronos.app.restore;

import java.util.List;

/** The options, as {@code ./chronos restore --help} shows them. */
final class Usage {
  static final List<String> LINES =
      """
      Usage: ./chronos restore --from DIRECTORY [options]

        --from DIRECTORY       the directory of one backup, wherever it lies
        --components LIST      only these of database, config, workflows
        --target NAME          into another configured target
        --tables LIST          only these tables, for example public.orders
        --tables-go WHERE      beside (the default) or in_place
        --paths LIST           only these configuration files and what lies below them
        --workflow-ids LIST    only these workflows
        --in-place             empty and fill the database in one transaction; no swap
        --globals              make the roles that the server lacks
        --delete-extra         remove files that the backup does not hold
        --no-safety-backup     do not back up what is there first
        --allow-partial        restore what a partial backup holds
        --dry-run              only say what would happen
        --list-all             name all that would change, not only the first hundred of each
        --yes                  do not ask

      Where to is said by the service's environment variables: DATABASE_URL, CONFIG_PATHS, N8N_URL
      and the others. Exit status: 0 done, 1 failed, 2 wrong use, 3 something stands in the way.
      """
          .lines()
          .toList();

  private Usage() {}
}
